// The tenant's index search and entity reads, and who may see what.
import { describe, expect, test } from "@jest/globals";
import { at, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const person = () => stage.tenant.userBearerToken;
const change = (settings: object) => stage.control("PUT settings", settings);
const advance = (advanceSeconds: number) => stage.control("PUT clock", { advanceSeconds });
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
  const held = at(await stage.control("GET state"), path);
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
const apiKeyName = async () => textAt(await stage.control("GET state"), "tokens.0.username");

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
      body: { dsl: { query: { match_all: {} }, size: 10001 } },
      status: 400,
      words: "ATLAS-400-00-103",
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
    const id = textAt(await stage.control("GET state"), "tokens.0.id");
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
