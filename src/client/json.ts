// Takes parsed JSON apart without believing anything about it; what is not as the API promises is a MalformedBodyError.

export type JsonObject = { readonly [key: string]: unknown };

/**
 * Thrown when a 2xx body is not what the API promises. Its message completes "the tenant answered 200 OK, but …" and never
 * quotes the body, which may hold a secret.
 */
export class MalformedBodyError extends Error {
  readonly code = "ATLAN_MALFORMED_BODY";

  constructor(message: string) {
    super(message);
    this.name = "MalformedBodyError";
  }
}

/** Deeper than anything the API sends, and far from where a recursive walk would fill the stack. */
const DEEPEST = 200;

/** @throws MalformedBodyError naming `what` */
export function parseJson(text: string, what: string): unknown {
  if (depthOf(text) > DEEPEST)
    throw new MalformedBodyError(`${what} is nested deeper than ${DEEPEST}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedBodyError(`${what} is not JSON`);
  }
}

/** How deep the brackets outside of strings go; of text that is not JSON, any number. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') index = endOfString(text, index);
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** None for what is no object. */
export const fieldsOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** @throws MalformedBodyError naming `what` */
export function objectOf(value: unknown, what: string): JsonObject {
  if (isObject(value)) return value;
  throw new MalformedBodyError(`${what} is ${kindOf(value)}, expected an object`);
}

/** Null and missing are an empty list: the tenant sends both. */
export function listOf(value: unknown, what: string): readonly unknown[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value;
  throw new MalformedBodyError(`${what} is ${kindOf(value)}, expected a list`);
}

/** The first of the values that is a string with something in it. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) if (typeof value === "string" && value.trim() !== "") return value;
  return null;
}

/** Text that must be there. @throws MalformedBodyError naming `what`, such as "id of an API token" */
export function requiredText(value: unknown, what: string): string {
  const text = firstText(value);
  if (text === null) throw new MalformedBodyError(`${what} is missing`);
  return text;
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

export const isAbsent = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
