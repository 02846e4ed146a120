// From unpacked MessagePack to framework values: one closure per attribute, compiled once per schema.
import { isUnknown, type ObjectValue, UNKNOWN, type Value } from "../../framework/value.js";
import { Secret } from "../../secret.js";
import { decodeNumber } from "./number.js";
import { kindOf, ValueError } from "./value-error.js";
import type { ObjectType, WireType } from "./wire-type.js";

export type ValueDecoder = (raw: unknown) => Value;

const fault = (path: string, raw: unknown, expected: string) =>
  new ValueError("decode", path, { found: kindOf(raw), expected });

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** Null and unknown look the same in every type. */
const nullable =
  (decodeKnown: ValueDecoder): ValueDecoder =>
  (raw) => {
    if (raw === null) return null;
    return isUnknown(raw) ? UNKNOWN : decodeKnown(raw);
  };

function compileString(path: string, sensitive: boolean): ValueDecoder {
  return (raw) => {
    if (typeof raw !== "string") throw fault(path, raw, "a string");
    return sensitive ? new Secret(raw) : raw;
  };
}

function compileNumber(path: string): ValueDecoder {
  return (raw) => {
    if (typeof raw === "number" || typeof raw === "bigint" || typeof raw === "string") {
      return decodeNumber(raw);
    }
    throw fault(path, raw, "a number");
  };
}

function compileBool(path: string): ValueDecoder {
  return (raw) => {
    if (typeof raw !== "boolean") throw fault(path, raw, "true or false");
    return raw;
  };
}

function compileList(path: string, element: WireType): ValueDecoder {
  const decodeElement = compileDecoder(element, `${path}[]`);
  return (raw) => {
    if (!Array.isArray(raw)) throw fault(path, raw, "a list");
    return raw.map((item) => decodeElement(item));
  };
}

function compileMap(path: string, element: WireType): ValueDecoder {
  const decodeElement = compileDecoder(element, `${path}[]`);
  return (raw) => {
    if (!isRecord(raw)) throw fault(path, raw, "a map");
    return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, decodeElement(item)]));
  };
}

/** Decodes a known, non-null object. Hosts send every attribute; one that is missing counts as null. */
export function compileObjectDecoder(
  type: ObjectType,
  path: string,
): (raw: unknown) => ObjectValue {
  const decoders = [...type.attributes].map(
    ([name, attribute]) => [name, compileDecoder(attribute, `${path}.${name}`)] as const,
  );
  return (raw) => {
    if (!isRecord(raw)) throw fault(path, raw, "an object");
    const object: Record<string, Value> = {};
    for (const [name, decode] of decoders) object[name] = decode(raw[name] ?? null);
    return object;
  };
}

function compileKnown(type: WireType, path: string): ValueDecoder {
  switch (type.kind) {
    case "string":
      return compileString(path, type.sensitive);
    case "number":
      return compileNumber(path);
    case "bool":
      return compileBool(path);
    case "list":
    case "set":
      return compileList(path, type.element);
    case "map":
      return compileMap(path, type.element);
    case "object":
      return compileObjectDecoder(type, path);
  }
}

function compileDecoder(type: WireType, path: string): ValueDecoder {
  return nullable(compileKnown(type, path));
}
