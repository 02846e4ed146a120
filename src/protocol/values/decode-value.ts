// From unpacked MessagePack to framework values: one closure per attribute, compiled once per schema.
import {
  isJsonObject,
  isUnknown,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../framework/index.js";
import { Secret } from "../../secret.js";
import { compileType, type KindCompilers } from "./compile-type.js";
import { decodeNumber } from "./number.js";
import { kindOf, ValueError } from "./value-error.js";
import type { ObjectType, WireType } from "./wire-type.js";

export type ValueDecoder = (raw: unknown) => Value;

const fault = (path: string, raw: unknown, expected: string) =>
  new ValueError("decode", path, { found: kindOf(raw), expected });

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
  const decodeElement = compileDecoder(`${path}[]`, element);
  return (raw) => {
    if (!Array.isArray(raw)) throw fault(path, raw, "a list");
    return raw.map((item) => decodeElement(item));
  };
}

function compileMap(path: string, element: WireType): ValueDecoder {
  const decodeElement = compileDecoder(`${path}[]`, element);
  return (raw) => {
    if (!isJsonObject(raw)) throw fault(path, raw, "a map");
    return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, decodeElement(item)]));
  };
}

/** Decodes a known, non-null object. Hosts send every attribute; one that is missing counts as null. */
export function compileObjectDecoder(
  path: string,
  type: ObjectType,
): (raw: unknown) => ObjectValue {
  const decoders = [...type.attributes].map(
    ([name, attribute]) => [name, compileDecoder(`${path}.${name}`, attribute)] as const,
  );
  return (raw) => {
    if (!isJsonObject(raw)) throw fault(path, raw, "an object");
    const object: Record<string, Value> = {};
    for (const [name, decode] of decoders) object[name] = decode(raw[name] ?? null);
    return object;
  };
}

const compilers: KindCompilers<ValueDecoder> = {
  string: compileString,
  number: compileNumber,
  bool: compileBool,
  list: compileList,
  map: compileMap,
  object: compileObjectDecoder,
};

const compileDecoder = (path: string, type: WireType): ValueDecoder =>
  nullable(compileType(compilers, path, type));
