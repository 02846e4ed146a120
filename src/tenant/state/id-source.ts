// Where identifiers and secrets come from; passed in, so that a test can fix them.
import { randomBytes, randomUUID } from "node:crypto";

const SUFFIX_LENGTH = 22;
const SIGNATURE_BYTES = 256;

export type IdSource = {
  /** A GUID in lower case. */
  guid(): string;
  /** 22 letters and digits: the second half of a persona's qualified name. */
  suffix(): string;
  /** The third part of a secret, base64url. Unguessable in the default source. */
  signature(): string;
};

const letterOrDigit = /[A-Za-z0-9]/g;

function randomSuffix(): string {
  let letters = "";
  while (letters.length < SUFFIX_LENGTH) {
    letters += (randomBytes(SUFFIX_LENGTH).toString("base64").match(letterOrDigit) ?? []).join("");
  }
  return letters.slice(0, SUFFIX_LENGTH);
}

export const randomIds: IdSource = {
  guid: () => randomUUID(),
  suffix: randomSuffix,
  signature: () => randomBytes(SIGNATURE_BYTES).toString("base64url"),
};

/** Remembers what a source gave and gives it again after `rewind`, so that a reset brings back the same GUIDs and secrets. */
export class ReplayedIds implements IdSource {
  readonly #source: IdSource;
  readonly #given: string[];
  #position = 0;

  /** @param given what is given first */
  constructor(source: IdSource, given: readonly string[]) {
    this.#source = source;
    this.#given = [...given];
  }

  /** What was given so far, or was to be. */
  get given(): readonly string[] {
    return this.#given;
  }

  guid(): string {
    return this.#next(() => this.#source.guid());
  }

  suffix(): string {
    return this.#next(() => this.#source.suffix());
  }

  signature(): string {
    return this.#next(() => this.#source.signature());
  }

  rewind(): void {
    this.#position = 0;
  }

  #next(make: () => string): string {
    const given = this.#given[this.#position] ?? make();
    this.#given[this.#position] = given;
    this.#position += 1;
    return given;
  }
}
