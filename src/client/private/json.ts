// Takes parsed JSON apart without believing anything about it.
import { MalformedBodyError } from "../malformed-body-error.js";

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws MalformedBodyError naming `what` */
export function objectOf(value: unknown, what: string): JsonObject {
  if (isObject(value)) return value;
  throw new MalformedBodyError(`${what} is ${kindOf(value)}, expected an object`);
}

/** Null and missing are an empty list: the tenant sends both. */
export function listOf(value: unknown, what: string): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new MalformedBodyError(`${what} is ${kindOf(value)}, expected a list`);
}

/** The first of the values that is a string with something in it. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) if (typeof value === "string" && value.trim() !== "") return value;
  return null;
}

/** A number, or a string that is wholly one, as the API writes times and lifetimes; null for anything else. */
export function numberOf(value: unknown): number | null {
  const text = typeof value === "string" ? value.trim() : "";
  const number = typeof value === "number" ? value : text === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

/** Milliseconds since 1970, as a number or as text; null where no date can hold them. */
export function timeOf(value: unknown): Date | null {
  const time = new Date(numberOf(value) ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
