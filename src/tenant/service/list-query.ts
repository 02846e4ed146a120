// `limit`, `offset`, `sort`, `count` and `filter`, as all lists of `/api/service` take them.

import { heraclesRefusal, notSimulated } from "../api/refusal.js";
import type { ApiRequest, Call } from "../api/route.js";
import { isObject, quoted } from "../input/json.js";
import { rqlTester } from "./rql/rql.js";

export type Listing<Item, Row> = {
  readonly items: readonly Item[];
  /** What `filter` and `sort` see of an item. */
  readonly view: (item: Item) => { readonly [field: string]: unknown };
  readonly record: (item: Item) => Row;
  /** What `sort` may name. @default any field of the view */
  readonly sortFields?: readonly string[];
  /** Whether `totalRecord` counts what the filter leaves out, too. */
  readonly countsAll: boolean;
};

export type RecordPage<Row> = {
  readonly totalRecord: number;
  readonly filterRecord: number;
  readonly records: readonly Row[];
};

const EMPTY_PAGE = { totalRecord: 0, filterRecord: 0, records: [] };

function wholeNumber(request: ApiRequest, name: string): number | undefined {
  const text = request.query(name);
  if (text === undefined || text === "") return undefined;
  if (!/^\d{1,9}$/.test(text)) {
    throw heraclesRefusal(
      400,
      `query parameter ${name} is ${JSON.stringify(text)}, expected a whole number, 0 or more`,
    );
  }
  return Number(text);
}

/** pyatlan writes `True` and `False`. Without the parameter, or with an empty one, records are counted, as the Java SDK's tests expect. */
function isCounted(request: ApiRequest): boolean {
  const text = request.query("count")?.toLowerCase() || "true";
  if (text !== "true" && text !== "false") {
    throw heraclesRefusal(
      400,
      `query parameter count is ${JSON.stringify(text)}, expected true or false`,
    );
  }
  return text === "true";
}

function compared(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [a, b] = [String(left ?? ""), String(right ?? "")];
  return a < b ? -1 : Number(a > b);
}

function hasField(view: unknown, [name, ...inner]: readonly string[]): boolean {
  if (name === undefined || Array.isArray(view)) return true;
  return isObject(view) && Object.hasOwn(view, name) && hasField(view[name], inner);
}

/** No record would look like an answer to a question about a field that no record has. */
function requireFields(view: object | undefined, fields: readonly string[]): void {
  const unknown = fields.find((field) => view !== undefined && !hasField(view, field.split(".")));
  if (unknown !== undefined) throw notSimulated(`a filter by the field ${quoted(unknown)}`);
}

type Seen<Item> = { readonly item: Item; readonly view: { readonly [field: string]: unknown } };

/** Ties keep the order of creation, and its reverse when descending. */
function sorted<Item>(
  rows: readonly Seen<Item>[],
  sort: string,
  sortFields: readonly string[] | undefined,
): readonly Seen<Item>[] {
  const isDescending = sort.startsWith("-");
  const field = sort.replace(/^[-+ ]/, "");
  if (field === "") return rows;
  const fields = sortFields ?? Object.keys(rows[0]?.view ?? { [field]: null });
  if (!fields.includes(field)) throw heraclesRefusal(400, `cannot sort by ${quoted(field)}`);
  const ascending = rows.toSorted((left, right) => compared(left.view[field], right.view[field]));
  return isDescending ? ascending.toReversed() : ascending;
}

/** One page. `count=false` makes both counters 0, `limit=0` is no limit. A fresh token sees nothing. */
export function listed<Item, Row>(call: Call, listing: Listing<Item, Row>): RecordPage<Row> {
  const { state, request, principal } = call;
  const { matches, fields } = rqlTester(request.query("filter"));
  const limit = wholeNumber(request, "limit") || Number.POSITIVE_INFINITY;
  const offset = wholeNumber(request, "offset") ?? 0;
  const counted = isCounted(request);
  if (principal.isFresh) return EMPTY_PAGE;
  const rows = listing.items.map((item) => ({ item, view: listing.view(item) }));
  requireFields(rows[0]?.view, fields);
  const found = rows.filter(({ view }) => matches(view));
  const pageSize = Math.min(limit, state.settings.maxPageSize || Number.POSITIVE_INFINITY);
  const page = sorted(found, request.query("sort") ?? "", listing.sortFields).slice(
    offset,
    offset + pageSize,
  );
  const total = listing.countsAll ? listing.items.length : found.length;
  return {
    totalRecord: counted ? total : 0,
    filterRecord: counted ? found.length : 0,
    records: page.map(({ item }) => listing.record(item)),
  };
}

/** The record with only the named columns; what is not named comes back as `blank` makes it. */
export function withColumns<Row extends object>(
  request: ApiRequest,
  record: Row,
  blank: (name: string, value: unknown) => unknown,
): object {
  const columns = request.queries("columns");
  if (columns.length === 0) return record;
  return Object.fromEntries(
    Object.entries(record)
      .map(([name, value]) => [name, columns.includes(name) ? value : blank(name, value)])
      .filter(([, value]) => value !== undefined),
  );
}
