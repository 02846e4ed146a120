// The keys of a search: what each does to the hits, and which are refused.
import { describe, expect, test } from "@jest/globals";
import { assetSearch, term } from "./asset-search.js";
import { at, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const { search } = assetSearch(stage);

describe("the keys of the DSL", () => {
  const ALL = { match_all: {} };
  const sort = ["name.keyword", { __guid: "asc" }];
  const names = [
    "data assets",
    "development",
    "development",
    "finance queries",
    "loaders",
    "shared",
  ];
  const dslOf = async (dsl: object) => {
    const { status, body, text } = await search({ dsl: { query: ALL, size: 50, sort, ...dsl } });
    const entities = at(body, "entities") ?? [];
    const hits = Array.isArray(entities)
      ? entities.map((entity) => textAt(entity, "displayText").toLowerCase())
      : [];
    return { status, hits, total: at(body, "approximateCount"), text };
  };

  test.each([
    {
      says: "post_filter narrows hits and their number",
      dsl: { post_filter: term("connectorName", "postgres") },
      hits: ["development"],
      total: 1,
    },
    {
      says: "search_after goes on behind the given values",
      dsl: { search_after: ["finance queries", "zzz"] },
      hits: ["loaders", "shared"],
      total: 6,
    },
    {
      says: "search_after on the way down",
      dsl: { sort: [{ "name.keyword": { order: "desc" } }], search_after: ["finance queries"] },
      hits: ["development", "development", "data assets"],
      total: 6,
    },
    {
      says: "collapse keeps the first of each value",
      dsl: { collapse: { field: "name.keyword" } },
      hits: [...new Set(names)],
      total: 6,
    },
    {
      says: "collapse puts those without a value in one group",
      dsl: { collapse: { field: "connectorName" }, sort: ["connectorName", "name.keyword"] },
      hits: ["development", "development", "data assets"],
      total: 6,
    },
    { says: "min_score keeps what scores enough", dsl: { min_score: 1 }, hits: names, total: 6 },
    {
      says: "min_score leaves out what scores less",
      dsl: { min_score: 1.5 },
      hits: [],
      total: 0,
    },
    {
      says: "a filter scores nothing",
      dsl: { min_score: 0.5, query: { bool: { filter: [ALL] } } },
      hits: [],
      total: 0,
    },
    {
      says: "scores of must and should add up",
      dsl: {
        min_score: 3,
        query: {
          bool: { must: [ALL], should: [{ terms: { connectorName: ["postgres"], boost: 2 } }] },
        },
      },
      hits: ["development"],
      total: 1,
    },
    {
      says: "track_total_hits may stop counting",
      dsl: { track_total_hits: 2, size: 1 },
      hits: ["data assets"],
      total: 2,
    },
    {
      says: "no aggregations",
      dsl: { aggregations: {}, size: 1 },
      hits: ["data assets"],
      total: 6,
    },
    {
      says: "what has no value is sorted last, up and down",
      dsl: { sort: [{ connectorName: "desc" }, "name.keyword"], size: 4 },
      hits: ["development", "shared", "development", "data assets"],
      total: 6,
    },
    {
      says: "several fields in one sort entry",
      dsl: { sort: { connectorName: "asc", "name.keyword": { order: "desc" } }, size: 3 },
      hits: ["development", "shared", "development"],
      total: 6,
    },
  ])("$says", async ({ dsl, hits, total }) => {
    expect(await dslOf(dsl)).toMatchObject({ status: 200, hits, total });
  });

  test.each([
    { dsl: { nonsense: 1 }, status: 400, words: "Unknown key for a VALUE_NUMBER in [nonsense]" },
    { dsl: { Query: {} }, status: 400, words: "Unknown key for a START_OBJECT in [Query]" },
    { dsl: { post_filter: null }, status: 400, words: "VALUE_NULL in [post_filter]" },
    { dsl: { post_filter: { nonsense: {} } }, status: 400, words: "unknown query [nonsense]" },
    { dsl: { min_score: "1" }, status: 400, words: "min_score" },
    {
      dsl: { sort: [{ __guid: "sideways" }] },
      status: 400,
      words: "Unknown SortOrder [sideways]",
    },
    { dsl: { sort: 3 }, status: 400, words: "malformed sort" },
    { dsl: { search_after: ["a"] }, status: 400, words: "has 1 value(s) but sort has 2" },
    { dsl: { search_after: "a" }, status: 400, words: "must be a list" },
    { dsl: { search_after: [[], {}] }, status: 400, words: "search_after" },
    { dsl: { search_after: ["a", "b"], from: 1 }, status: 400, words: "must be set to 0" },
    { dsl: { search_after: [], sort: [] }, status: 400, words: "Sort must contain" },
    {
      dsl: { search_after: ["a", "b"], collapse: { field: "name.keyword" } },
      status: 400,
      words: "Cannot use [collapse]",
    },
    { dsl: { collapse: {} }, status: 400, words: "[field]" },
    { dsl: { collapse: "name.keyword" }, status: 400, words: "collapse" },
    { dsl: { aggs: [] }, status: 400, words: "[aggs]" },
    { dsl: { track_total_hits: "yes" }, status: 400, words: "track_total_hits" },
    { dsl: { from: -1 }, status: 400, words: "from" },
    { dsl: { track_total_hits: false }, status: 501, words: "counts no hits" },
    { dsl: { collapse: { field: "adminUsers" } }, status: 501, words: "adminUsers" },
    {
      dsl: { collapse: { field: "name.keyword", inner_hits: {} } },
      status: 501,
      words: "inner_hits",
    },
    {
      dsl: { sort: [{ __guid: { order: "asc", missing: "_first" } }] },
      status: 501,
      words: "missing",
    },
    {
      dsl: { min_score: 1, query: term("connectorName", "postgres") },
      status: 501,
      words: "scores terms",
    },
    {
      dsl: { sort: ["_score", "__guid"], query: term("connectorName", "snowflake") },
      status: 501,
      words: "scores terms",
    },
    ...["highlight", "suggest", "knn", "_source", "rescore", "slice", "runtime_mappings"].map(
      (key) => ({
        dsl: { [key]: {} },
        status: 501,
        words: key,
      }),
    ),
  ])("$dsl is $status", async ({ dsl, status, words }) => {
    const reply = await dslOf(dsl);
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(words);
  });
});
