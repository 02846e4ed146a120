// The few DER forms that a certificate is made of (ITU-T X.690).

const tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

export function element(tagByte: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tagByte]), lengthBytes(content.length), content]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer =>
  element(tag.sequence, ...items);
export const set = (...items: readonly Uint8Array[]): Buffer => element(tag.set, ...items);
export const octetString = (content: Uint8Array): Buffer => element(tag.octetString, content);
export const utf8String = (text: string): Buffer => element(tag.utf8String, Buffer.from(text));
export const boolean = (value: boolean): Buffer => Buffer.from([0x01, 0x01, value ? 0xff : 0x00]);

/** Whole bytes unless `unusedBits` says otherwise. */
export const bitString = (content: Uint8Array, unusedBits = 0): Buffer =>
  element(tag.bitString, Buffer.from([unusedBits]), content);

/** `bytes` are big-endian, and positive: the top bit must be clear. */
export const integer = (...bytes: readonly number[]): Buffer =>
  element(tag.integer, Buffer.from(bytes));

/** Explicitly tagged `[number]`. */
export const tagged = (number: number, content: Uint8Array): Buffer =>
  element(0xa0 | number, content);

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** From dotted notation, `1.2.840.10045.4.3.2`. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest.flatMap(base128)];
  return element(tag.objectIdentifier, Buffer.from(bytes));
}

/** Seconds, in UTC, with two digits of the year: until 2049. */
export function utcTime(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return element(tag.utcTime, Buffer.from(`${digits}Z`));
}
