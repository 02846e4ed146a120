// The tenant's index search: what is found, what is shown of it, and how late.
import { describe, expect, test } from "@jest/globals";
import type { TenantSettings } from "../../../src/tenant/index.js";
import { assetSearch, term } from "./asset-search.js";
import { at } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const person = () => stage.tenant.userBearerToken;
const change = (settings: Partial<TenantSettings>) => stage.control.changeSettings(settings);
const advance = (advanceSeconds: number) => stage.control.advance(advanceSeconds);
const { search, found } = assetSearch(stage);
const bulk = (entities: unknown, bearer = person()) =>
  stage.send("POST /api/meta/entity/bulk/?replaceTags=false", { body: { entities }, bearer });

describe("index search", () => {
  test.each([
    { query: term("__typeName.keyword", "CONNECTION"), hits: 3 },
    { query: { term: { "__typeName.keyword": "Persona" } }, hits: 2 },
    { query: term("name.keyword", "DEVELOPMENT"), hits: 2 },
    {
      query: {
        bool: { filter: [term("name.keyword", "development"), term("connectorName", "snowflake")] },
      },
      hits: 1,
    },
    { query: term("connectorName", "Snowflake"), hits: 0 },
    { query: term("connectorName", "Snowflake", { case_insensitive: true }), hits: 2 },
    { query: { terms: { connectorName: ["snowflake", "postgres"] } }, hits: 3 },
    { query: { bool: { must_not: [term("__typeName.keyword", "Persona")] } }, hits: 4 },
    {
      query: {
        bool: { should: [term("connectorName", "postgres"), term("name.keyword", "loaders")] },
      },
      hits: 2,
    },
    { query: term("__superTypeNames.keyword", "Asset"), hits: 6 },
    { query: term("adminUsers", "amira"), hits: 2 },
    { query: term("__state", "DELETED"), hits: 0 },
    { query: { match_all: {} }, hits: 6 },
    { query: { match_none: {} }, hits: 0 },
    { query: { prefix: { "name.keyword": "DEV" } }, hits: 2 },
    { query: { prefix: { connectorName: { value: "SNOW" } } }, hits: 0 },
    { query: { prefix: { connectorName: { value: "SNOW", case_insensitive: true } } }, hits: 2 },
    { query: { exists: { field: "connectorName" } }, hits: 3 },
    { query: term("isAccessControlEnabled", true), hits: 6 },
    { query: { bool: { must_not: [term("__typeName.keyword", "Table")] } }, hits: 6 },
  ])("$query finds $hits", async ({ query, hits }) => {
    const { status, body } = await search({ dsl: { query, size: 50 } });
    expect([status, at(body, "approximateCount")]).toEqual([200, hits]);
    expect(Object.keys(body ?? {}).includes("entities")).toBe(hits > 0);
  });

  test("pages and sorts", async () => {
    const all = await found({ match_all: {} });
    expect(await found({ match_all: {} }, { from: 2, size: 2 })).toEqual(all.slice(2, 4));
    expect(await found({ match_all: {} }, { from: 6 })).toBe("no entities");
  });

  test("shows name, qualified name and what was asked for", async () => {
    const query = term("connectorName", "postgres");
    const plain = await search({ dsl: { query } });
    expect(at(plain.body, "entities.0.attributes")).toEqual({
      name: "Development",
      qualifiedName: expect.stringMatching(/^default\/postgres\/\d+$/),
    });
    const asked = await search({ dsl: { query }, attributes: ["adminUsers", "nonsense"] });
    expect(at(asked.body, "entities.0")).toMatchObject({
      status: "ACTIVE",
      createdBy: "amira",
      attributes: { adminUsers: ["ingrid"] },
    });
    expect(at(asked.body, "searchParameters")).toMatchObject({
      attributes: ["adminUsers", "nonsense"],
    });
  });

  test.each([
    { body: {}, status: 400, words: "ATLAS-400-00-029" },
    { body: { dsl: { query: {} } }, status: 400, words: "ATLAS-400-00-029" },
    { body: { dsl: { query: { term: {} } } }, status: 400, words: "ATLAS-400-00-102" },
    {
      body: { dsl: { query: { match_all: {} }, size: 100001 } },
      status: 400,
      words: "ATLAS-400-00-103",
    },
    {
      body: { dsl: { query: { nonsense: { name: "x" } } } },
      status: 400,
      words: "unknown query [nonsense]",
    },
    {
      body: { dsl: { query: { term: { connectorName: { value: "x", fuzziness: 1 } } } } },
      status: 400,
      words: "[term] query does not support [fuzziness]",
    },
    {
      body: { dsl: { query: { term: { connectorName: ["x"] } } } },
      status: 400,
      words: "ATLAS-400-00-102",
    },
    {
      body: { dsl: { query: { term: { connectorName: null } } } },
      status: 400,
      words: "ATLAS-400-00-102",
    },
    { body: { dsl: { query: { bool: { mustnt: [] } } } }, status: 400, words: "[mustnt]" },
    { body: { dsl: { query: { bool: { filter: ["x"] } } } }, status: 400, words: "malformed" },
    { body: { dsl: { query: { match_all: { a: 1 } } } }, status: 400, words: "[match_all]" },
    {
      body: { dsl: { query: { match_all: {} } }, attributes: "name" },
      status: 400,
      words: "attributes",
    },
    {
      body: { dsl: { query: { match_all: {} } }, persona: "default/x" },
      status: 501,
      words: "persona",
    },
    { body: { dsl: { query: { term: { name: "x" } } } }, status: 501, words: "name" },
    {
      body: { dsl: { query: { term: { "qualifiedName.keyword": "x" } } } },
      status: 501,
      words: "qualifiedName.keyword",
    },
    ...["AuthPolicy", "Purpose", "Table"].map((type) => ({
      body: { dsl: { query: { bool: { filter: [term("__typeName.keyword", type)] } } } },
      status: 501,
      words: type,
    })),
    {
      body: { dsl: { query: { terms: { "__typeName.keyword": ["Connection", "Table"] } } } },
      status: 501,
      words: "Table",
    },
    {
      body: { dsl: { query: term("__superTypeNames.keyword", "SQL") } },
      status: 501,
      words: "SQL",
    },
    {
      body: {
        dsl: {
          query: {
            bool: { must_not: { bool: { must_not: term("__typeName.keyword", "Table") } } },
          },
        },
      },
      status: 501,
      words: "Table",
    },
    {
      body: { dsl: { query: { prefix: { "__typeName.keyword": "T" } } } },
      status: 501,
      words: "prefix",
    },
    { body: { dsl: { query: { fuzzy: { name: "x" } } } }, status: 501, words: "fuzzy" },
    { body: { dsl: { query: { term: { colour: "x" } } } }, status: 501, words: "colour" },
    {
      body: { dsl: { query: { match_all: {} }, aggregations: { a: {} } } },
      status: 501,
      words: "aggregations",
    },
  ])("$body is $status", async ({ body, status, words }) => {
    const answer = await search(body);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  test("searchLagMs shows assets as they were", async () => {
    await change({ searchLagMs: 5000 });
    await bulk([{ typeName: "Persona", attributes: { name: "late", qualifiedName: "late" } }]);
    expect(await found(term("name.keyword", "late"))).toBe("no entities");
    await advance(5);
    expect(await found(term("name.keyword", "late"))).toEqual(["late"]);
  });
});
