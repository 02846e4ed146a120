// Reads the `dsl` of an index search: every key is understood, refused as Elasticsearch would, or loudly not simulated.
import { atlasRefusal, notSimulated } from "../../api/refusal.js";
import { isWhole } from "../../input/check.js";
import { isObject, type JsonObject, quoted } from "../../input/json.js";
import type { Asset } from "../../state/entities.js";
import { type Clause, parseClause, scoreOf } from "./clause.js";
import { searchFault } from "./search-fault.js";
import { collapseBy, compareBy, isAfter, type SortKey, sortKeys } from "./sort.js";

export type SearchResult = {
  readonly page: readonly Asset[];
  /** How many match, whatever part of them is on the page. */
  readonly total: number;
};

const UNDERSTOOD = [
  "from",
  "size",
  "query",
  "post_filter",
  "min_score",
  "sort",
  "search_after",
  "collapse",
  "track_total_hits",
  "aggregations",
  "aggs",
];

/** What else Elasticsearch's search takes. */
const NOT_SIMULATED = [
  "_source",
  "docvalue_fields",
  "explain",
  "ext",
  "fields",
  "highlight",
  "indices_boost",
  "knn",
  "pit",
  "profile",
  "rank",
  "rescore",
  "retriever",
  "runtime_mappings",
  "script_fields",
  "seq_no_primary_term",
  "slice",
  "stats",
  "stored_fields",
  "sub_searches",
  "suggest",
  "terminate_after",
  "timeout",
  "track_scores",
  "version",
];

const DEFAULT_SIZE = 10;
/** The metastore's own limit (atlas-metastore): its indexes allow more than Elasticsearch does by itself. */
const LARGEST_WINDOW = 100_000;
/** Elasticsearch's, of hits that are counted unless asked. */
const LARGEST_DEFAULT_COUNT = 10_000;

function tokenOf(value: unknown): string {
  if (value === null) return "VALUE_NULL";
  if (Array.isArray(value)) return "START_ARRAY";
  return typeof value === "object" ? "START_OBJECT" : `VALUE_${typeof value}`.toUpperCase();
}

function requireKnownKeys(dsl: JsonObject): void {
  for (const [key, value] of Object.entries(dsl)) {
    if (NOT_SIMULATED.includes(key)) throw notSimulated(`${quoted(key)} in an index search`);
    if (!UNDERSTOOD.includes(key) || value === null)
      throw searchFault(`parsing_exception: Unknown key for a ${tokenOf(value)} in [${key}].`);
  }
  for (const key of ["aggregations", "aggs"]) {
    const given = dsl[key] ?? {};
    if (!isObject(given)) throw searchFault(`parsing_exception: [${key}] malformed`);
    if (Object.keys(given).length > 0) throw notSimulated("aggregations in an index search");
  }
}

function windowOf({ from = 0, size = DEFAULT_SIZE, search_after }: JsonObject) {
  if (!isWhole(from) || !isWhole(size))
    throw searchFault("from and size must be whole numbers, 0 or more");
  if (from + size > LARGEST_WINDOW) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-103",
      `Index search failed: from + size must be ${LARGEST_WINDOW} or less`,
    );
  }
  if (search_after !== undefined && from > 0) {
    throw searchFault(
      "action_request_validation_exception: `from` parameter must be set to 0 when `search_after` is used.",
    );
  }
  return { from, size };
}

/** `true` counts all, a number counts no further; without it 10,000 is the most. */
function mostCounted({ track_total_hits: tracked = LARGEST_DEFAULT_COUNT }: JsonObject): number {
  if (tracked === true) return Number.POSITIVE_INFINITY;
  if (tracked === false) throw notSimulated("an index search that counts no hits");
  if (isWhole(tracked)) return tracked;
  throw searchFault(`illegal_argument_exception: [track_total_hits] is ${quoted(tracked)}`);
}

function queryOf({ query, post_filter, min_score }: JsonObject) {
  const isThere = isObject(query) && Object.keys(query).length > 0;
  if (!isThere) {
    const message = "Bad request: invalid search query, dsl.query is missing or empty";
    throw atlasRefusal(400, "ATLAS-400-00-029", message);
  }
  const clause = parseClause(query);
  const tests: Clause["matches"][] = [clause.matches];
  if (post_filter !== undefined) tests.push(parseClause(post_filter).matches);
  if (min_score !== undefined) {
    if (typeof min_score !== "number")
      throw searchFault(
        `parsing_exception: Unknown key for a ${tokenOf(min_score)} in [min_score].`,
      );
    const score = scoreOf(clause);
    tests.push((asset) => min_score <= 0 || score(asset) >= min_score);
  }
  return { clause, matches: (asset: Asset) => tests.every((test) => test(asset)) };
}

function collapseOf({ collapse, search_after }: JsonObject, keys: readonly SortKey[]) {
  if (collapse === undefined) return (hits: readonly Asset[]) => hits;
  const isSortedAlike = keys.length === 1 && keys[0]?.field === Object(collapse).field;
  if (search_after !== undefined && !isSortedAlike) {
    throw searchFault(
      "illegal_argument_exception: Cannot use [collapse] in conjunction with [search_after] unless the search is sorted on the same field. Multiple sort fields are not allowed.",
    );
  }
  return collapseBy(collapse);
}

/** How to answer a search from the assets that the caller may see. Throws a Refusal for what is wrong with it. */
export function searcherOf(dsl: JsonObject): (assets: readonly Asset[]) => SearchResult {
  requireKnownKeys(dsl);
  const { from, size } = windowOf(dsl);
  const most = mostCounted(dsl);
  const { clause, matches } = queryOf(dsl);
  const keys = sortKeys(dsl.sort, clause);
  const isOnward = dsl.search_after === undefined ? () => true : isAfter(dsl.search_after, keys);
  const collapse = collapseOf(dsl, keys);
  return (assets) => {
    const hits = assets.filter(matches).sort(compareBy(keys));
    const page = collapse(hits.filter(isOnward)).slice(from, from + size);
    return { page, total: Math.min(hits.length, most) };
  };
}
