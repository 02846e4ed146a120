// Reads the fields of a record as they were sent: what is missing is null, and what is empty stays empty.
import {
  isAbsent,
  type JsonObject,
  listOf,
  MalformedBodyError,
  numberOf,
  objectOf,
} from "./json.js";

/** A string as it is; anything else as its JSON text, so that an undocumented type hides nothing. */
const asText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

export function textIn(record: JsonObject, name: string): string | null {
  const value = record[name];
  return isAbsent(value) ? null : asText(value);
}

/** Elements that are null are left out: lists hold names and ids. @throws MalformedBodyError */
export function textsIn(record: JsonObject, name: string): readonly string[] | null {
  return listIn(record, name)?.map(asText) ?? null;
}

/** @throws MalformedBodyError */
export function objectsIn(record: JsonObject, name: string): readonly JsonObject[] | null {
  return listIn(record, name)?.map((each) => objectOf(each, `an element of ${name}`)) ?? null;
}

/** A number, or text that is one; empty text is null. @throws MalformedBodyError */
export function numberIn(record: JsonObject, name: string): number | null {
  const value = record[name];
  if (isAbsent(value) || value === "") return null;
  const number = numberOf(value);
  if (number === null) throw new MalformedBodyError(`${name} is not a number`);
  return number;
}

/** Empty text is null. @throws MalformedBodyError */
export function flagIn(record: JsonObject, name: string): boolean | null {
  const value = record[name];
  if (isAbsent(value) || value === "") return null;
  if (typeof value === "boolean") return value;
  throw new MalformedBodyError(`${name} is neither true nor false`);
}

function listIn(record: JsonObject, name: string): readonly unknown[] | null {
  const value = record[name];
  if (isAbsent(value) || value === "") return null;
  return listOf(value, name).filter((element) => !isAbsent(element));
}
