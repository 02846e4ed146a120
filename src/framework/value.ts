// A Terraform value in memory: null, unknown or known. The protocol encodes it.
import { Secret } from "../secret.js";

/** Terraform does not know this value until apply. There is one such object; compare with `===`. */
export class Unknown {
  readonly #brand = "unknown";
  static readonly instance = new Unknown();
  private constructor() {
    void this.#brand;
  }
  toString(): string {
    return "(known after apply)";
  }
  toJSON(): string {
    return "(known after apply)";
  }
}

export const UNKNOWN: Unknown = Unknown.instance;

/** A number that no JavaScript number equals, kept as the decimal text Terraform sent, so that it can be sent back. */
export class ExactNumber {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type Value =
  | null
  | Unknown
  | string
  | number
  | boolean
  | ExactNumber
  | Secret
  | readonly Value[]
  | ObjectValue;

/** An object or block: one entry for every attribute of its schema. */
export type ObjectValue = { readonly [attribute: string]: Value };

export const isUnknown = (value: unknown): value is Unknown => value === UNKNOWN;

/** No part of it is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (isList(value)) return value.every(isWhollyKnown);
  return !isObjectValue(value) || Object.values(value).every(isWhollyKnown);
}

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isObjectValue = (value: Value | undefined): value is ObjectValue =>
  typeof value === "object" &&
  value !== null &&
  !isUnknown(value) &&
  !(value instanceof Secret) &&
  !(value instanceof ExactNumber) &&
  !isList(value);
