// What a value that came from outside must be, and how to say so.
import { isObject } from "./json.js";

export type Check = {
  readonly accepts: (value: unknown) => boolean;
  /** Completes "expected …". */
  readonly expected: string;
};

/** Node's timers take no more, and fire at once instead. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const isWhole = (value: unknown, least = 0): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least;

export const text: Check = {
  accepts: (value) => typeof value === "string",
  expected: "a string",
};
export const flag: Check = {
  accepts: (value) => typeof value === "boolean",
  expected: "true or false",
};
export const object: Check = { accepts: isObject, expected: "an object" };
