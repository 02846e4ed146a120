// The tenant's index search and entity reads, and who may see what.
import { describe, expect, test } from "@jest/globals";
import type { TenantSettings } from "../../../src/tenant/index.js";
import { at, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const person = () => stage.tenant.userBearerToken;
const change = (settings: Partial<TenantSettings>) => stage.control.changeSettings(settings);
const advance = (advanceSeconds: number) => stage.control.advance(advanceSeconds);
const search = (body: object, bearer = stage.tenant.apiKey) =>
  stage.send("POST /api/meta/search/indexsearch", { body, bearer });
const found = async (query: object, more: object = {}, bearer = stage.tenant.apiKey) => {
  const { body } = await search(
    { dsl: { query, sort: [{ __guid: { order: "asc" } }], ...more } },
    bearer,
  );
  const entities = at(body, "entities");
  return Array.isArray(entities)
    ? entities.map((entity) => at(entity, "displayText"))
    : "no entities";
};
const bulk = (entities: unknown, bearer = person()) =>
  stage.send("POST /api/meta/entity/bulk/?replaceTags=false", { body: { entities }, bearer });
const asset = async (path: string) => {
  const held = at(await stage.control.state(), path);
  return {
    guid: textAt(held, "guid"),
    name: textAt(held, "name"),
    qualifiedName: textAt(held, "qualifiedName"),
    held,
  };
};
const read = (guid: string, bearer = person()) =>
  stage.send(`GET /api/meta/entity/guid/${guid}?minExtInfo=true&ignoreRelationships=true`, {
    bearer,
  });
const apiKeyName = async () => textAt(await stage.control.state(), "tokens.0.username");

describe("index search", () => {
  const term = (field: string, value: unknown, more = {}) => ({
    term: { [field]: { value, ...more } },
  });

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

  test("searchLagMs shows assets as they were", async () => {
    await change({ searchLagMs: 5000 });
    await bulk([{ typeName: "Persona", attributes: { name: "late", qualifiedName: "late" } }]);
    expect(await found(term("name.keyword", "late"))).toBe("no entities");
    await advance(5);
    expect(await found(term("name.keyword", "late"))).toEqual(["late"]);
  });
});

describe("entity read", () => {
  test("shows all attributes of the type", async () => {
    const { guid, held } = await asset("connections.0");
    const { status, body } = await read(guid);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entity: {
        typeName: "Connection",
        guid,
        status: "ACTIVE",
        attributes: { adminUsers: ["amira"], adminRoles: [], connectorName: "snowflake" },
      },
      referredEntities: {},
    });
    expect(at(body, "entity.attributes.name")).toBe(at(held, "name"));
    expect(at(body, "entity.attributes.viewerUsers")).toBeUndefined();
  });

  test("an unknown GUID is 404 under any credential", async () => {
    await change({ tokenReads: "granted" });
    for (const bearer of [person(), stage.tenant.apiKey]) {
      expect(await read("none", bearer)).toMatchObject({
        status: 404,
        body: { errorCode: "ATLAS-404-00-005" },
      });
    }
  });
});

describe("tokenReads granted", () => {
  test("hides from a token what nobody granted it, and nothing from people", async () => {
    const { guid } = await asset("connections.0");
    await change({ tokenReads: "granted" });
    expect(await read(guid, stage.tenant.apiKey)).toMatchObject({
      status: 403,
      body: { errorCode: "ATLAS-403-00-001" },
    });
    expect(await found({ term: { __guid: guid } })).toBe("no entities");
    expect(await found({ term: { __guid: guid } }, {}, person())).toEqual(["development"]);
    expect(await found({ term: { "__typeName.keyword": "Persona" } })).toHaveLength(2);
  });

  test.each([
    { list: "adminUsers", kind: "connections" },
    { list: "adminUsers", kind: "collections" },
    { list: "viewerUsers", kind: "collections" },
  ])("$list of $kind may read, after grantActivationMs", async ({ list, kind }) => {
    const { guid, name, qualifiedName, held } = await asset(`${kind}.0`);
    const typeName = kind === "connections" ? "Connection" : "Collection";
    await change({ tokenReads: "granted", grantActivationMs: 5000 });
    const names = [at(held, list), await apiKeyName()].flat();
    expect(
      await bulk([{ typeName, attributes: { name, qualifiedName, [list]: names } }]),
    ).toMatchObject({ status: 200 });
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(403);
    await advance(5);
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(200);
  });

  test("a linked persona may read, after grantActivationMs", async () => {
    const { guid } = await asset("connections.0");
    const { qualifiedName } = await asset("personas.0");
    await change({ tokenReads: "granted", grantActivationMs: 5000 });
    const id = textAt(await stage.control.state(), "tokens.0.id");
    await stage.send(`POST /api/service/apikeys/${id}`, {
      body: { displayName: "key", personaQualifiedNames: [qualifiedName] },
    });
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(403);
    await advance(5);
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(200);
  });

  test("the maker of a connection may read it", async () => {
    await change({ tokenReads: "granted" });
    const made = await bulk(
      [
        {
          typeName: "Connection",
          guid: "-1",
          attributes: { name: "own", qualifiedName: "default/x/1" },
        },
      ],
      stage.tenant.apiKey,
    );
    const guid = textAt(made.body, "guidAssignments.-1");
    expect((await read(guid, stage.tenant.apiKey)).body).toMatchObject({
      entity: { attributes: { adminUsers: [await apiKeyName()] } },
    });
  });
});
