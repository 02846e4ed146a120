// The Elasticsearch clauses that SDKs send, as tests of one asset and the score each gives.
import { notSimulated } from "../../api/refusal.js";
import { isObject, type JsonObject, quoted } from "../../input/json.js";
import type { Asset } from "../../state/entities.js";
import { fieldOf, indexedValues } from "./fields.js";
import { searchFault } from "./search-fault.js";

export type Clause = {
  readonly matches: (asset: Asset) => boolean;
  /** Of an asset that matches. NaN where Elasticsearch weighs how rare a term is, which the tenant does not. */
  readonly score: (asset: Asset) => number;
};

/** Throws a loud 501 where the score is not known. */
export const scoreOf =
  ({ score }: Clause) =>
  (asset: Asset): number => {
    const known = score(asset);
    if (Number.isNaN(known)) throw notSimulated("how a search scores terms");
    return known;
  };

/** Negated clauses may name types that the tenant does not hold: it has none of them to leave out. */
type Reading = { readonly isNegated: boolean };

function onlyEntry(operand: unknown, kind: string): [string, unknown] {
  const [entry, ...others] = isObject(operand) ? Object.entries(operand) : [];
  if (entry === undefined || others.length > 0)
    throw searchFault(`parsing_exception: [${kind}] malformed query, expected one field`);
  return entry;
}

/** The rule of one field, with no options but those named. */
function options(rule: JsonObject, kind: string, known: readonly string[]): JsonObject {
  const stray = Object.keys(rule).find((name) => !known.includes(name));
  if (stray !== undefined)
    throw searchFault(`parsing_exception: [${kind}] query does not support [${stray}]`);
  const { boost = 1, case_insensitive = false } = rule;
  if (typeof boost !== "number" || typeof case_insensitive !== "boolean")
    throw searchFault(`parsing_exception: [${kind}] malformed boost or case_insensitive`);
  return rule;
}

const boostOf = ({ boost = 1 }: JsonObject) => Number(boost);

function scalar(value: unknown, kind: string): string {
  if (["string", "number", "boolean"].includes(typeof value)) return String(value);
  throw searchFault(`illegal_argument_exception: [${kind}] value is ${quoted(value)}`);
}

type FieldTest = {
  readonly name: string;
  readonly wanted: readonly string[];
  readonly isCaseInsensitive?: boolean;
  /** Compares what is indexed with what is wanted. @default equal */
  readonly compare?: (indexed: string, wanted: string) => boolean;
};

function fieldTest(test: FieldTest, { isNegated }: Reading): Clause["matches"] {
  const { isCaseInsensitive = false, compare = (indexed, wanted) => indexed === wanted } = test;
  const field = fieldOf(test.name);
  const fold = (text: string) => (field.foldsCase || isCaseInsensitive ? text.toLowerCase() : text);
  const wanted = test.wanted.map(fold);
  const unheld = wanted.find((value) => field.holds?.(value) === false);
  if (unheld !== undefined && !isNegated)
    throw notSimulated(
      `an index search for ${test.name} ${quoted(test.wanted[wanted.indexOf(unheld)])}`,
    );
  return (asset) =>
    indexedValues(field, asset).some((value) => wanted.some((each) => compare(fold(value), each)));
}

function term(operand: unknown, reading: Reading): Clause {
  const [name, given] = onlyEntry(operand, "term");
  const rule = isObject(given) ? given : { value: given };
  const { value, case_insensitive } = options(rule, "term", ["value", "boost", "case_insensitive"]);
  const wanted = [scalar(value, "term")];
  const isCaseInsensitive = case_insensitive === true;
  return {
    matches: fieldTest({ name, wanted, isCaseInsensitive }, reading),
    score: () => Number.NaN,
  };
}

function terms(operand: unknown, reading: Reading): Clause {
  const { boost, ...fields } = isObject(operand) ? operand : {};
  const [name, values] = onlyEntry(fields, "terms");
  if (isObject(values)) throw notSimulated("a terms lookup in an index search");
  if (!Array.isArray(values)) throw searchFault("parsing_exception: [terms] query requires a list");
  const wanted = values.map((value) => scalar(value, "terms"));
  return {
    matches: fieldTest({ name, wanted }, reading),
    score: () => boostOf(options({ ...(boost !== undefined && { boost }) }, "terms", ["boost"])),
  };
}

function prefix(operand: unknown, reading: Reading): Clause {
  const [name, given] = onlyEntry(operand, "prefix");
  if (fieldOf(name).holds !== undefined)
    throw notSimulated(`a prefix of ${name} in an index search`);
  const rule = options(isObject(given) ? given : { value: given }, "prefix", [
    "value",
    "boost",
    "case_insensitive",
  ]);
  const wanted = [scalar(rule.value, "prefix")];
  const isCaseInsensitive = rule.case_insensitive === true;
  const compare = (indexed: string, start: string) => indexed.startsWith(start);
  return {
    matches: fieldTest({ name, wanted, isCaseInsensitive, compare }, reading),
    score: () => boostOf(rule),
  };
}

function exists(operand: unknown): Clause {
  const rule = options(isObject(operand) ? operand : {}, "exists", ["field", "boost"]);
  if (typeof rule.field !== "string")
    throw searchFault("parsing_exception: [exists] must be provided with a [field]");
  const field = fieldOf(rule.field);
  return {
    matches: (asset) => indexedValues(field, asset).length > 0,
    score: () => boostOf(rule),
  };
}

const clauses = (given: unknown, reading: Reading): Clause[] =>
  [given ?? []].flat().map((clause) => parseClause(clause, reading));

const BOOL_OPTIONS = ["must", "filter", "should", "must_not", "minimum_should_match", "boost"];

/** One of `should` is needed unless `must` or `filter` is there, as Elasticsearch has it. */
function bool(operand: unknown, reading: Reading): Clause {
  if (!isObject(operand)) throw searchFault("parsing_exception: [bool] query malformed");
  const rule = options(operand, "bool", BOOL_OPTIONS);
  const must = clauses(rule.must, reading);
  const filter = clauses(rule.filter, reading);
  const should = clauses(rule.should, reading);
  const forbidden = clauses(rule.must_not, { isNegated: !reading.isNegated });
  const needed = [...must, ...filter];
  const fallback = needed.length > 0 || should.length === 0 ? 0 : 1;
  const least = Number(rule.minimum_should_match ?? fallback);
  if (!Number.isSafeInteger(least) || least < 0)
    throw notSimulated("minimum_should_match that is no whole number");
  const chosen = (asset: Asset) => should.filter(({ matches }) => matches(asset));
  return {
    matches: (asset) =>
      needed.every(({ matches }) => matches(asset)) &&
      !forbidden.some(({ matches }) => matches(asset)) &&
      chosen(asset).length >= least,
    score: (asset) =>
      [...must, ...chosen(asset)].reduce((sum, { score }) => sum + score(asset), 0) * boostOf(rule),
  };
}

const constant =
  (matches: boolean) =>
  (operand: unknown): Clause => {
    const rule = options(isObject(operand) ? operand : {}, matches ? "match_all" : "match_none", [
      "boost",
    ]);
    return { matches: () => matches, score: () => boostOf(rule) };
  };

const CLAUSES: { readonly [kind: string]: (operand: unknown, reading: Reading) => Clause } = {
  bool,
  term,
  terms,
  prefix,
  exists,
  match_all: constant(true),
  match_none: constant(false),
};

/** What else Elasticsearch understands. */
const NOT_SIMULATED =
  /^(boosting|combined_fields|constant_score|dis_max|distance_feature|function_score|fuzzy|geo_\w+|has_child|has_parent|ids|intervals|knn|match(_\w+)?|more_like_this|multi_match|nested|parent_id|percolate|pinned|query_string|range|rank_feature|regexp|rule|script(_score)?|semantic|shape|simple_query_string|span_\w+|sparse_vector|terms_set|text_expansion|type|weighted_tokens|wildcard|wrapper)$/;

/** Throws Atlas' 400 for what is no clause of Elasticsearch's, and a loud 501 for one that is not simulated. */
export function parseClause(clause: unknown, reading: Reading = { isNegated: false }): Clause {
  const [kind, operand] = onlyEntry(clause, "query");
  const parse = Object.hasOwn(CLAUSES, kind) ? CLAUSES[kind] : undefined;
  if (parse !== undefined) return parse(operand, reading);
  if (NOT_SIMULATED.test(kind)) throw notSimulated(`the clause ${quoted(kind)} in an index search`);
  throw searchFault(`parsing_exception: unknown query [${kind}]`);
}
