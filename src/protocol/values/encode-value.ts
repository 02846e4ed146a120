// From framework values to what MessagePack packs: one closure per attribute, compiled once per schema.
import {
  ExactNumber,
  isObjectValue,
  isUnknown,
  type ObjectValue,
  type Value,
} from "../../framework/index.js";
import { Secret } from "../../secret.js";
import { compileType, type KindCompilers } from "./compile-type.js";
import { kindOf, ValueError } from "./value-error.js";
import type { ObjectType, WireType } from "./wire-type.js";

/** `undefined` is what a missing attribute reads as; every encoder refuses it. */
export type ValueEncoder = (value: Value | undefined) => unknown;

const fault = (path: string, value: unknown, expected: string) =>
  new ValueError("encode", path, { found: kindOf(value), expected });

const nullable =
  (encodeKnown: ValueEncoder): ValueEncoder =>
  (value) =>
    value === null || isUnknown(value) ? value : encodeKnown(value);

function compileString(path: string, sensitive: boolean): ValueEncoder {
  if (!sensitive) {
    return (value) => {
      if (typeof value !== "string") throw fault(path, value, "a string");
      return value;
    };
  }
  return (value) => {
    if (!(value instanceof Secret)) throw fault(path, value, "a Secret");
    return value.reveal();
  };
}

function compileNumber(path: string): ValueEncoder {
  return (value) => {
    if (value instanceof ExactNumber) return value.text;
    if (typeof value !== "number" || Number.isNaN(value)) throw fault(path, value, "a number");
    return value;
  };
}

function compileBool(path: string): ValueEncoder {
  return (value) => {
    if (typeof value !== "boolean") throw fault(path, value, "true or false");
    return value;
  };
}

function compileList(path: string, element: WireType): ValueEncoder {
  const encodeElement = compileEncoder(`${path}[]`, element);
  return (value) => {
    if (!Array.isArray(value)) throw fault(path, value, "a list");
    return value.map((item: Value) => encodeElement(item));
  };
}

function compileMap(path: string, element: WireType): ValueEncoder {
  const encodeElement = compileEncoder(`${path}[]`, element);
  return (value) => {
    if (!isObjectValue(value)) throw fault(path, value, "a map");
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, encodeElement(item)]),
    );
  };
}

export type AttributeEncoders = ReadonlyMap<string, ValueEncoder>;

export const compileAttributeEncoders = (path: string, type: ObjectType): AttributeEncoders =>
  new Map(
    [...type.attributes].map(([name, attribute]) => [
      name,
      compileEncoder(`${path}.${name}`, attribute),
    ]),
  );

/** Terraform wants exactly one entry per attribute: a missing or an extra one is refused here, with its name. */
export function encodeObject(
  encoders: AttributeEncoders,
  path: string,
  value: ObjectValue,
): unknown {
  const object: Record<string, unknown> = {};
  for (const [name, encode] of encoders) object[name] = encode(value[name]);
  for (const name in value) {
    if (!encoders.has(name)) throw fault(`${path}.${name}`, value[name], "no such attribute");
  }
  return object;
}

function compileObject(path: string, type: ObjectType): ValueEncoder {
  const encoders = compileAttributeEncoders(path, type);
  return (value) => {
    if (!isObjectValue(value)) throw fault(path, value, "an object");
    return encodeObject(encoders, path, value);
  };
}

const compilers: KindCompilers<ValueEncoder> = {
  string: compileString,
  number: compileNumber,
  bool: compileBool,
  list: compileList,
  map: compileMap,
  object: compileObject,
};

const compileEncoder = (path: string, type: WireType): ValueEncoder =>
  nullable(compileType(compilers, path, type));
