// The `filter` of `/api/service` lists: a MongoDB-like JSON object (RQL), matched by sift with a closed set of operators.
import sift from "sift";
import { heraclesRefusal } from "../../api/refusal.js";
import { isObject, type JsonObject, parseJson } from "../../input/json.js";
import { likePattern } from "./like.js";
import { rqlFault } from "./rql-fault.js";

export type RqlTester = {
  readonly matches: (view: JsonObject) => boolean;
  /** Every field that the filter looks at, as a path such as `attributes.createdBy`. */
  readonly fields: readonly string[];
};

const COMBINING = ["$and", "$or", "$nor", "$not"];

function fieldsOf(filter: JsonObject): string[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (COMBINING.includes(key)) return [value].flat().filter(isObject).flatMap(fieldsOf);
    return key.startsWith("$") ? [] : [key];
  });
}

type Operations = NonNullable<
  NonNullable<Parameters<typeof sift.createQueryTester>[1]>["operations"]
>;
type OperationCreator = Operations[string];

const textOperator =
  (isCaseInsensitive: boolean): OperationCreator =>
  (pattern, ownerQuery, options) => {
    const expression = likePattern(String(pattern), isCaseInsensitive);
    const test = (value: unknown) => typeof value === "string" && expression.test(value);
    return sift.createEqualsOperation(test, ownerQuery, options);
  };

/** No `$where` (it runs code) and no `$regex` (it may run for ever). */
const OPERATIONS: Operations = {
  $eq: sift.$eq,
  $ne: sift.$ne,
  $in: sift.$in,
  $nin: sift.$nin,
  $gt: sift.$gt,
  $gte: sift.$gte,
  $lt: sift.$lt,
  $lte: sift.$lte,
  $and: sift.$and,
  $or: sift.$or,
  $nor: sift.$nor,
  $not: sift.$not,
  $all: sift.$all,
  $size: sift.$size,
  $exists: sift.$exists,
  $elemMatch: sift.$elemMatch,
  $like: textOperator(false),
  $ilike: textOperator(true),
};

/** The test a filter's text stands for; no filter matches all. Throws Heracles' 400 for one that is malformed. */
export function rqlTester(text: string | undefined): RqlTester {
  if (text === undefined || text.trim() === "") return { matches: () => true, fields: [] };
  const filter = parseJson(text);
  const fault = isObject(filter) ? rqlFault(filter) : "it is no JSON object";
  if (!isObject(filter) || fault !== undefined)
    throw heraclesRefusal(400, `invalid filter: ${fault}`);
  const matches = sift.createQueryTester<JsonObject>(filter, { operations: OPERATIONS });
  return { matches: (view) => matches(view), fields: fieldsOf(filter) };
}
