// The Elasticsearch clauses that SDKs send, as tests of one asset.

import { atlasRefusal, notSimulated } from "../../api/refusal.js";
import { isObject, type JsonObject } from "../../input/json.js";
import type { Asset } from "../../state/entities.js";
import { fieldOf } from "./fields.js";

export type AssetTest = (asset: Asset) => boolean;

const malformed = (what: string) =>
  atlasRefusal(400, "ATLAS-400-00-102", `Index search failed: malformed ${what}`);

function onlyEntry(operand: unknown, what: string): [string, unknown] {
  const [entry, ...others] = isObject(operand) ? Object.entries(operand) : [];
  if (entry === undefined || others.length > 0) throw malformed(what);
  return entry;
}

const lowered = (value: unknown) => (typeof value === "string" ? value.toLowerCase() : value);

function valuesTest(
  name: string,
  values: readonly unknown[],
  isCaseInsensitive = false,
): AssetTest {
  const field = fieldOf(name);
  const normal = field.foldsCase || isCaseInsensitive ? lowered : (value: unknown) => value;
  const wanted = new Set(values.map(normal));
  return (asset) => [field.read(asset)].flat().some((value) => wanted.has(normal(value)));
}

function term(operand: unknown): AssetTest {
  const [name, rule] = onlyEntry(operand, "term");
  if (!isObject(rule)) return valuesTest(name, [rule]);
  if (!("value" in rule)) throw malformed("term");
  return valuesTest(name, [rule.value], rule.case_insensitive === true);
}

function terms(operand: unknown): AssetTest {
  const { boost: _boost, ...fields } = isObject(operand) ? operand : {};
  const [name, values] = onlyEntry(fields, "terms");
  if (!Array.isArray(values)) throw malformed("terms");
  return valuesTest(name, values);
}

function exists(operand: unknown): AssetTest {
  const name = isObject(operand) ? operand.field : undefined;
  if (typeof name !== "string") throw malformed("exists");
  const { read } = fieldOf(name);
  return (asset) => [read(asset)].flat().some((value) => value !== undefined && value !== "");
}

const testsOf = (clauses: unknown): AssetTest[] =>
  [clauses ?? []].flat().map((clause) => {
    if (!isObject(clause)) throw malformed("bool");
    return clauseTester(clause);
  });

/** One of `should` is needed unless `must` or `filter` is there, as Elasticsearch has it. */
function bool(operand: unknown): AssetTest {
  if (!isObject(operand)) throw malformed("bool");
  const {
    filter,
    must,
    must_not,
    should,
    minimum_should_match,
    boost: _boost,
    ...others
  } = operand;
  const [stray] = Object.keys(others);
  if (stray !== undefined) throw malformed(`bool: unknown key ${stray}`);
  const needed = [...testsOf(filter), ...testsOf(must)];
  const forbidden = testsOf(must_not);
  const optional = testsOf(should);
  const fallback = needed.length > 0 || optional.length === 0 ? 0 : 1;
  const least = minimum_should_match === undefined ? fallback : Number(minimum_should_match);
  if (!Number.isSafeInteger(least))
    throw notSimulated("minimum_should_match that is no whole number");
  return (asset) =>
    needed.every((test) => test(asset)) &&
    !forbidden.some((test) => test(asset)) &&
    optional.filter((test) => test(asset)).length >= least;
}

const CLAUSES: { readonly [kind: string]: (operand: unknown) => AssetTest } = {
  bool,
  term,
  terms,
  exists,
  match_all: () => () => true,
};

/** Throws Atlas' 400 for a malformed clause and a loud 501 for a kind that is not simulated. */
export function clauseTester(clause: JsonObject): AssetTest {
  const [kind, operand] = onlyEntry(clause, "query");
  const make = Object.hasOwn(CLAUSES, kind) ? CLAUSES[kind] : undefined;
  if (make === undefined)
    throw notSimulated(`the clause ${JSON.stringify(kind)} in an index search`);
  return make(operand);
}
