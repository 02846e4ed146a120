// Says what is wrong with the structure of a filter, before sift sees it.
import { type Check, flag, object, text } from "../../input/check.js";
import { isObject, type JsonObject } from "../../input/json.js";

const isFilters = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);
const isScalar = (value: unknown) =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

const filters: Check = { accepts: isFilters, expected: "an array of objects, at least one" };
const list: Check = { accepts: Array.isArray, expected: "an array" };
const scalar: Check = { accepts: isScalar, expected: "a string, number, boolean or null" };

const OPERANDS: { readonly [operator: string]: Check } = {
  $and: filters,
  $or: filters,
  $nor: filters,
  $eq: scalar,
  $ne: scalar,
  $gt: scalar,
  $gte: scalar,
  $lt: scalar,
  $lte: scalar,
  $in: list,
  $nin: list,
  $all: list,
  $like: text,
  $ilike: text,
  $not: object,
  $elemMatch: object,
  $exists: flag,
  $size: { accepts: (value) => Number.isSafeInteger(value), expected: "a whole number" },
};

/** Operators whose operand holds filters itself. */
const NESTING = new Set(["$and", "$or", "$nor", "$not", "$elemMatch"]);
const MAX_DEPTH = 20;

function operatorFault(operator: string, value: unknown, depth: number): string | undefined {
  const operand = Object.hasOwn(OPERANDS, operator) ? OPERANDS[operator] : undefined;
  if (operand === undefined) return `unknown operator ${operator}`;
  if (!operand.accepts(value)) return `${operator} wants ${operand.expected}`;
  if (!NESTING.has(operator)) return undefined;
  return firstFault([value].flat(), (nested) =>
    isObject(nested) ? rqlFault(nested, depth + 1) : undefined,
  );
}

function firstFault<Item>(items: readonly Item[], faultOf: (item: Item) => string | undefined) {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Undefined when the filter is well formed. */
export function rqlFault(filter: JsonObject, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return "nested too deeply";
  return firstFault(Object.entries(filter), ([key, value]) => {
    if (key.startsWith("$")) return operatorFault(key, value, depth);
    if (!isObject(value)) return undefined;
    const keys = Object.keys(value);
    const operators = keys.filter((name) => name.startsWith("$"));
    if (operators.length > 0 && operators.length < keys.length)
      return `${key} mixes operators and fields`;
    return operators.length > 0 ? rqlFault(value, depth + 1) : undefined;
  });
}
