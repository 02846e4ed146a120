// Says what is wrong with the structure of a filter, before sift sees it.
import { isObject, type JsonObject } from "../../input/json.js";

const isFilters = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);
const isScalar = (value: unknown) =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

type Operand = { readonly accepts: (value: unknown) => boolean; readonly expected: string };

const filters: Operand = { accepts: isFilters, expected: "an array of objects, at least one" };
const list: Operand = { accepts: Array.isArray, expected: "an array" };
const scalar: Operand = { accepts: isScalar, expected: "a string, number, boolean or null" };
const text: Operand = { accepts: (value) => typeof value === "string", expected: "a string" };
const object: Operand = { accepts: isObject, expected: "an object" };

const OPERANDS: { readonly [operator: string]: Operand } = {
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
  $exists: { accepts: (value) => typeof value === "boolean", expected: "true or false" },
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
