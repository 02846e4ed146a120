// Reads the attributes of one written entity: absent is unchanged, an explicit null empties.

import { atlasRefusal, unexpectedFailure } from "../api/refusal.js";
import { isObject, isStringArray, quoted } from "../input/json.js";
import { type AssetAttributes, EMPTY_ATTRIBUTES } from "../state/entities.js";

const LONGEST_ATTRIBUTE = 100_000;
const FORBIDDEN_IN_NAMES = /[<>]|:\/\//;

const badRequest = (message: string) => atlasRefusal(400, "ATLAS-400-00-029", message);

function checkedValue(name: string, value: unknown, empty: unknown): unknown {
  if (value === null) return empty;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length > LONGEST_ATTRIBUTE) {
    throw unexpectedFailure(`Attribute ${name} exceeds limit of ${LONGEST_ATTRIBUTE} characters`);
  }
  if (!Array.isArray(empty)) {
    if (typeof value === typeof empty) return value;
    throw badRequest(`Invalid value for attribute ${name}: ${quoted(value)}`);
  }
  if (!isStringArray(value))
    throw badRequest(`Invalid value for attribute ${name}: ${quoted(value)}`);
  const forbidden = value.find((item) => FORBIDDEN_IN_NAMES.test(item));
  if (forbidden !== undefined)
    throw badRequest(`Invalid value for attribute ${name}: ${quoted(forbidden)}`);
  return [...new Set(value)];
}

/** Attributes the tenant does not keep are accepted and forgotten. Throws Atlas' 400 for a wrong type. */
export function attributesSent(attributes: unknown): Partial<AssetAttributes> {
  const sent = isObject(attributes) ? attributes : {};
  const known = Object.entries(EMPTY_ATTRIBUTES).filter(([name]) => sent[name] !== undefined);
  return Object.fromEntries(
    known.map(([name, empty]) => [name, checkedValue(name, sent[name], empty)]),
  );
}
