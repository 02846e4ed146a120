// What a secret can be sealed to: age recipients (age-encryption.org), by their form. Pure, because constructs check it at synth.
import { quote } from "./core";

const CHARACTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const CHECKSUM_GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** An X25519 key: 32 bytes, 5 bits a character, and a checksum of 6 characters. */
const X25519 = new RegExp(`^age1[${CHARACTERS}]{58}$`);
/** A hybrid key, of ML-KEM-768 and X25519: 1216 bytes. */
const HYBRID = new RegExp(`^age1pq1[${CHARACTERS}]{1952}$`);

/** What people may take for a recipient. What is, or may be, a secret is not quoted. */
const OTHER_KEYS: readonly (readonly [pattern: RegExp, problem: (text: string) => string])[] = [
  [
    /AGE-(SECRET-KEY|PLUGIN)-/i,
    () =>
      "an element is an identity, which opens what is sealed: treat it as disclosed, make a new one, and give its recipient",
  ],
  [
    /^\s*(ssh-|ecdsa-|sk-)/,
    (text) => `${quote(text)} is an SSH key, which only the age command can seal to`,
  ],
  [/^age1(?!pq1)[^1]*1/, (text) => `${quote(text)} needs a plugin of the age command`],
  [/^age1/, (text) => `${quote(text)} is incomplete or mistyped`],
];

const EXPECTED = "`age1…` or `age1pq1…`, as `age-keygen -y` prints them";

/** The checksum of Bech32 (BIP 173) over the part before the last `1` and the characters after it. */
function hasChecksum(text: string): boolean {
  const at = text.lastIndexOf("1");
  const prefix = Array.from(text.slice(0, at), (character) => character.charCodeAt(0));
  const values = Array.from(text.slice(at + 1), (character) => CHARACTERS.indexOf(character));
  const expanded = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31)];
  return [...expanded, ...values].reduce(nextChecksum, 1) === 1;
}

const nextChecksum = (checksum: number, value: number): number =>
  CHECKSUM_GENERATORS.reduce(
    (sum, generator, bit) => ((checksum >> (25 + bit)) & 1 ? sum ^ generator : sum),
    ((checksum & 0x1ffffff) << 5) ^ value,
  );

/** Why nothing can be sealed to it, as a clause with its subject; undefined when it can be. */
function recipientProblem(text: string): string | undefined {
  const hasForm = X25519.test(text) || HYBRID.test(text);
  if (hasForm && hasChecksum(text)) return undefined;
  const other = OTHER_KEYS.find(([pattern]) => pattern.test(text));
  return other?.[1](text) ?? "an element has no form of a recipient";
}

/** Why these are no recipients, as a clause that completes "`seal_to` …". Elements that are not known yet are skipped. */
export function recipientsProblem(elements: readonly unknown[]): string | undefined {
  const texts = elements.filter((element) => typeof element === "string");
  const problems = texts.flatMap((text) => recipientProblem(text) ?? []);
  if (problems.length > 0) {
    return `must hold age recipients, ${EXPECTED}: ${problems.join("; ")}`;
  }
  const hybrid = texts.filter((text) => HYBRID.test(text));
  return hybrid.length === 0 || hybrid.length === texts.length
    ? undefined
    : "must not hold both `age1…` and `age1pq1…`: a secret that is sealed to both kinds is no safer than with the weaker one";
}
