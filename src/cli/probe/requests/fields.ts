// Takes answers apart by form alone: which fields there are and what kind of value they hold, never what the value says.
import { fieldsOf, type JsonObject } from "../../../client/index.js";

export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** As an answer to a list request holds them. */
export const recordsOf = (body: unknown): readonly JsonObject[] =>
  itemsOf(fieldsOf(body).records).map(fieldsOf);

export const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Null: it is no list of texts. */
export const textsOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((each) => typeof each === "string") ? value : null;

export const numberOf = (value: unknown): number | null =>
  typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value))
    ? Number(value)
    : null;

/** The tenant's own code for a refusal, where it looks like one. */
export function codeOf(body: unknown): string | null {
  const { errorCode, code } = fieldsOf(body);
  const text = String(errorCode ?? code ?? "");
  return /^[\w-]{1,40}$/.test(text) ? text : null;
}

const JSON_LIST = /^\s*\[[\s\S]*\]\s*$/;

/** What kind of value a field holds, in words. */
export function formOf(fields: JsonObject, name: string): string {
  if (!Object.hasOwn(fields, name)) return "missing";
  const value = fields[name];
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return JSON_LIST.test(value) ? "a text with a list" : "a text";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
