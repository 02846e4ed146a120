// `sort`, `search_after` and `collapse`: in which order hits come, where to go on, and which of equal ones to keep.
import { notSimulated } from "../../api/refusal.js";
import { isObject, quoted } from "../../input/json.js";
import type { Asset } from "../../state/entities.js";
import { type Clause, scoreOf } from "./clause.js";
import { fieldOf } from "./fields.js";
import { searchFault } from "./search-fault.js";

type SortValue = string | number | null;
export type SortKey = {
  readonly field: string;
  readonly value: (asset: Asset) => SortValue;
  readonly sign: 1 | -1;
};

const SCORE = "_score";

function fieldValue(name: string): SortKey["value"] {
  const { read, foldsCase } = fieldOf(name);
  return (asset) => {
    const value = read(asset);
    if (typeof value === "number") return value;
    if (Array.isArray(value)) throw notSimulated(`sorting by the list ${quoted(name)}`);
    if (value === undefined || value === "") return null;
    return foldsCase ? String(value).toLowerCase() : String(value);
  };
}

function sortKey(name: string, rule: unknown, query: Clause): SortKey {
  const { order = name === SCORE ? "desc" : "asc", ...others } = isObject(rule)
    ? rule
    : { order: rule };
  const [stray] = Object.keys(others);
  if (stray !== undefined)
    throw notSimulated(`the sort option ${quoted(stray)} in an index search`);
  if (order !== "asc" && order !== "desc")
    throw searchFault(`illegal_argument_exception: Unknown SortOrder [${String(order)}]`);
  const value = name === SCORE ? scoreOf(query) : fieldValue(name);
  return { field: name, value, sign: order === "desc" ? -1 : 1 };
}

/** An entry is a field's name, or an object of fields with an order or a rule each. */
export function sortKeys(sort: unknown, query: Clause): SortKey[] {
  return [sort ?? []].flat().flatMap((entry: unknown) => {
    if (typeof entry === "string") return [sortKey(entry, undefined, query)];
    if (isObject(entry))
      return Object.entries(entry).map(([name, rule]) => sortKey(name, rule, query));
    throw searchFault(`illegal_argument_exception: malformed sort ${quoted(entry)}`);
  });
}

/** What has no value comes last, whatever the order. */
function compareValues(left: SortValue, right: SortValue, sign: 1 | -1): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -sign : sign;
}

export function compareBy(keys: readonly SortKey[]) {
  return (left: Asset, right: Asset): number =>
    keys
      .map(({ value, sign }) => compareValues(value(left), value(right), sign))
      .find((result) => result !== 0) ?? 0;
}

/** Whether an asset comes after the given values of the sort keys. */
export function isAfter(searchAfter: unknown, keys: readonly SortKey[]): (asset: Asset) => boolean {
  if (!Array.isArray(searchAfter))
    throw searchFault(`illegal_argument_exception: Values for "search_after" must be a list`);
  if (keys.length === 0)
    throw searchFault("illegal_argument_exception: Sort must contain at least one field.");
  if (keys.length !== searchAfter.length) {
    throw searchFault(
      `illegal_argument_exception: search_after has ${searchAfter.length} value(s) but sort has ${keys.length}.`,
    );
  }
  const values = searchAfter.map((value: unknown): SortValue => {
    if (value === null || typeof value === "string" || typeof value === "number") return value;
    throw searchFault(`illegal_argument_exception: Can't handle search_after ${quoted(value)}`);
  });
  return (asset) => {
    const results = keys.map(({ value, sign }, index) =>
      compareValues(value(asset), values[index] ?? null, sign),
    );
    return (results.find((result) => result !== 0) ?? 0) > 0;
  };
}

/** The first hit of each value of a field. Hits without a value are one group. */
export function collapseBy(collapse: unknown): (hits: readonly Asset[]) => readonly Asset[] {
  const { field, ...others } = isObject(collapse) ? collapse : {};
  if (typeof field !== "string")
    throw searchFault("parsing_exception: [collapse] Required one of fields [field]");
  const [stray] = Object.keys(others);
  if (stray !== undefined) throw notSimulated(`the option ${quoted(stray)} of collapse`);
  const value = fieldValue(field);
  return (hits) => {
    const seen = new Set<SortValue>();
    return hits.filter((hit) => {
      const isFirst = !seen.has(value(hit));
      seen.add(value(hit));
      return isFirst;
    });
  };
}
