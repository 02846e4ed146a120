// Reads an attribute of what a stack passes to a construct: of another construct, or of an iterator's value.
import { Fn, propertyAccess, Tokenization } from "cdktf";
import { isRepeatedElement } from "./instances";
import { snakeCase } from "./settings";

const readings = new WeakMap<object, Map<string, unknown>>();

/**
 * cdktf notes on a reference that it leads to another stack, in a first pass over all stacks, and needs the same reference in
 * the next one. Getters make a new reference each time. Between the passes an aspect may still set `count` or `forEach`, which
 * makes it another reference.
 */
function readOnce(object: object, property: string): unknown {
  const known = readings.get(object) ?? new Map<string, unknown>();
  readings.set(object, known);
  const key = isRepeatedElement(object) ? `${property} of each` : property;
  if (!known.has(key)) known.set(key, Reflect.get(object, property));
  return known.get(key);
}

interface Reading {
  readonly given: unknown;
  readonly property: string;
  /** The expression for a value that Terraform fills in: an object, or instead of one the attribute itself. */
  readonly fromValue: (attribute: unknown, value: unknown) => unknown;
}

function read({ given, property, fromValue }: Reading): unknown {
  if (typeof given !== "object" || given === null) return undefined;
  if (property in given) return readOnce(given, property);
  if (!Tokenization.isResolvable(given)) return undefined;
  return fromValue(propertyAccess(given, [snakeCase(property)]), given);
}

/** The property, or undefined when the object does not have it. To be called at synth only: it fixes the logical ID. */
export const attributeOf = (given: unknown, property: string): unknown =>
  read({ given, property, fromValue: (attribute, value) => Fn.try([attribute, value]) });

/** The same of an attribute that is a set. */
export const elementsOf = (given: unknown, property: string): string[] | undefined =>
  read({
    given,
    property,
    fromValue: (attribute, value) => Fn.tolist(Fn.try([attribute, [value]])),
  }) as string[] | undefined;
