// The tenant's API tokens: create, list, update and delete, and what it refuses.
import { describe, expect, test } from "@jest/globals";
import { at, filterOf, textAt } from "./http-client.js";
import { NEW_YEAR, useTenant } from "./use-tenant.js";

const stage = useTenant();
const APIKEYS = "/api/service/apikeys";
const create = (body: unknown) => stage.send(`POST ${APIKEYS}`, { body });
const persona = async (name = "Data Assets") => {
  const body = { dsl: { query: { term: { "name.keyword": name } } } };
  const answer = await stage.send("POST /api/meta/search/indexsearch", { body });
  return textAt(answer.body, "entities.0.attributes.qualifiedName");
};

describe("create", () => {
  test("gives the three identifiers, the secret, and numbers as strings", async () => {
    const { status, body } = await create({
      displayName: "a",
      description: "d",
      validitySeconds: 60,
    });
    expect(status).toBe(200);
    const clientId = textAt(body, "clientId");
    expect(clientId).toMatch(/^apikey-[0-9a-f-]{36}$/);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientId,
      displayName: "a",
      attributes: {
        "access.token.lifespan": "60",
        accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{40,}$/),
        clientId,
        createdAt: String(NEW_YEAR),
        createdBy: expect.stringMatching(/^service-account-apikey-/),
        description: "d",
        displayName: "a",
        personaQualifiedName: "[]",
        purposes: null,
        workspacePermissions: "[]",
      },
    });
  });

  test("links personas, as a JSON text in the reply and as objects in the list", async () => {
    const qualifiedName = await persona();
    const { body } = await create({ displayName: "a", personaQualifiedNames: [qualifiedName] });
    expect(at(body, "attributes.personaQualifiedName")).toBe(JSON.stringify([qualifiedName]));
    const list = await stage.send(`GET ${APIKEYS}?${filterOf({ id: at(body, "id") })}`);
    expect(at(list.body, "records.0.attributes.personaQualifiedName")).toEqual([
      { id: expect.any(String), persona: "Data Assets", personaQualifiedName: qualifiedName },
    ]);
    expect(list.text).not.toContain("accessToken");
  });

  test.each([
    { says: "a blank name", body: { displayName: " " }, words: "displayName" },
    { says: "no name", body: {}, words: "displayName" },
    {
      says: "validity 0",
      body: { displayName: "a", validitySeconds: 0 },
      words: "validitySeconds is 0",
    },
    {
      says: "validity -1",
      body: { displayName: "a", validitySeconds: -1 },
      words: "validitySeconds",
    },
    {
      says: "validity 1.5",
      body: { displayName: "a", validitySeconds: 1.5 },
      words: "validitySeconds",
    },
    {
      says: "validity as text",
      body: { displayName: "a", validitySeconds: "60" },
      words: "validitySeconds",
    },
    {
      says: "validity past five years",
      body: { displayName: "a", validitySeconds: 157680001 },
      words: "157680000",
    },
    {
      says: "an unknown persona",
      body: { displayName: "a", personaQualifiedNames: ["default/x"] },
      words: "default/x",
    },
    {
      says: "personas as text",
      body: { displayName: "a", personaQualifiedNames: "default/x" },
      words: "array",
    },
    { says: "a body that is no JSON", body: "{", words: "JSON" },
    { says: "a body that is a list", body: [], words: "JSON" },
  ])("refuses $says in Heracles' shape", async ({ body, words }) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: 400,
      error: "Bad Request",
      message: expect.stringContaining(words),
    });
  });

  test.each([
    { says: "a name in use", body: { displayName: "loader 1" }, lifespan: "157680000" },
    { says: "no validity", body: { displayName: "a" }, lifespan: "157680000" },
    {
      says: "five years",
      body: { displayName: "a", validitySeconds: 157680000 },
      lifespan: "157680000",
    },
    {
      says: "the vendor's never",
      body: { displayName: "a", validitySeconds: 409968000 },
      lifespan: "409968000",
    },
    {
      says: "quotes, emoji and line breaks",
      body: { displayName: '"🦊"\n' },
      lifespan: "157680000",
    },
    {
      says: "personas of the old kind",
      body: { displayName: "a", personas: [] },
      lifespan: "157680000",
    },
  ])("takes $says", async ({ body, lifespan }) => {
    const answer = await create(body);
    expect(answer.status).toBe(200);
    expect(at(answer.body, "displayName")).toBe(body.displayName);
    expect(answer.text).toContain(`"access.token.lifespan":"${lifespan}"`);
  });
});

describe("update", () => {
  test("replaces name, description and personas, and never the lifespan", async () => {
    const [first, second] = [await persona(), await persona("Loaders")];
    const { body } = await create({
      displayName: "a",
      description: "d",
      personaQualifiedNames: [first],
      validitySeconds: 60,
    });
    const url = `${APIKEYS}/${textAt(body, "id")}`;
    const updated = await stage.send(`POST ${url}`, {
      body: {
        displayName: "b",
        description: "e",
        personaQualifiedNames: [second],
        validitySeconds: 99,
      },
    });
    expect(updated.status).toBe(200);
    expect(updated.text).not.toContain("accessToken");
    expect(updated.body).toMatchObject({
      displayName: "b",
      attributes: {
        "access.token.lifespan": "60",
        description: "e",
        personaQualifiedName: JSON.stringify([second]),
      },
    });
    const bare = await stage.send(`POST ${url}`, { body: { displayName: "b" } });
    expect(bare.body).toMatchObject({
      attributes: { description: "", personaQualifiedName: "[]" },
    });
  });

  test.each([
    {
      says: "an update",
      url: async () => `${APIKEYS}/${textAt(await stage.control.state(), "tokens.1.id")}`,
    },
    { says: "a create", url: async () => APIKEYS },
  ])("$says with a key that no SDK sends is a loud 501", async ({ url }) => {
    const body = { displayName: "a", workspacePermissions: [] };
    const answer = await stage.send(`POST ${await url()}`, { body });
    const words = expect.stringContaining("workspacePermissions");
    expect([answer.status, answer.text]).toEqual([501, words]);
  });

  test("a body that is nested too deeply to be answered is a 400", async () => {
    const depth = 100_000;
    const body = `{"displayName":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(await stage.send(`POST ${APIKEYS}`, { body })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("nested too deeply") },
    });
  });

  test("takes null for what is left out", async () => {
    const { body } = await create({ displayName: "a", validitySeconds: null, purposes: null });
    const url = `${APIKEYS}/${textAt(body, "id")}`;
    const updated = await stage.send(`POST ${url}`, {
      body: { displayName: "b", description: null, validitySeconds: null },
    });
    expect(updated.body).toMatchObject({
      attributes: { description: "", "access.token.lifespan": "157680000" },
    });
  });

  test.each([{ method: "POST" }, { method: "DELETE" }])(
    "$method of an unknown GUID is 404",
    async ({ method }) => {
      const answer = await stage.send(`${method} ${APIKEYS}/none`, { body: { displayName: "a" } });
      expect(answer).toMatchObject({
        status: 404,
        body: { code: 404, message: "API token none not found" },
      });
    },
  );
});

test("delete answers 200 with nothing, once", async () => {
  const { body } = await create({ displayName: "a" });
  const url = `DELETE ${APIKEYS}/${textAt(body, "id")}`;
  expect(await stage.send(url)).toMatchObject({ status: 200, text: "" });
  expect((await stage.send(url)).status).toBe(404);
});

test("a token may delete itself, and is nobody after", async () => {
  const { body } = await create({ displayName: "a" });
  const bearer = textAt(body, "attributes.accessToken");
  expect((await stage.send(`DELETE ${APIKEYS}/${textAt(body, "id")}`, { bearer })).status).toBe(
    200,
  );
  expect((await stage.send("GET /api/service/whoami", { bearer })).status).toBe(401);
});

describe("list", () => {
  const names = (body: unknown) => {
    const records = at(body, "records");
    return Array.isArray(records) ? records.map((record) => at(record, "displayName")) : records;
  };

  test.each([
    {
      query: "",
      expected: ["embedded tenant API key", "loader 1", "loader 2", "loader 3"],
      total: 4,
    },
    { query: "?count=True&offset=1&limit=2", expected: ["loader 1", "loader 2"], total: 4 },
    { query: "?count=False&limit=1", expected: ["embedded tenant API key"], total: 0 },
    { query: "?sort=-createdAt&limit=1", expected: ["loader 3"], total: 4 },
    { query: "?sort=-displayName&limit=1", expected: ["loader 3"], total: 4 },
    { query: "?offset=4", expected: [], total: 4 },
    { query: "?limit=0&offset=2", expected: ["loader 2", "loader 3"], total: 4 },
    { query: '?filter={"displayName":"loader 2"}', expected: ["loader 2"], total: 1 },
    { query: "?filter=%7B%22displayName%22%3A%22loader+2%22%7D", expected: ["loader 2"], total: 1 },
    { query: '?filter={"displayName":"none"}', expected: [], total: 0 },
    {
      query: '?filter={"displayName":{"$ilike":"LOADER%25"}}&limit=1',
      expected: ["loader 1"],
      total: 3,
    },
  ])("$query", async ({ query, expected, total }) => {
    const { body, status } = await stage.send(`GET ${APIKEYS}/${query}`);
    expect(status).toBe(200);
    expect({
      names: names(body),
      total: at(body, "totalRecord"),
      filtered: at(body, "filterRecord"),
    }).toEqual({
      names: expected,
      total,
      filtered: total,
    });
  });

  test.each([
    { filter: { displayname: "loader 1" }, field: "displayname" },
    {
      filter: { $or: [{ id: "x" }, { "attributes.purposes": "x" }] },
      field: "attributes.purposes",
    },
  ])("a filter by $field, which no record has, is a loud 501", async ({ filter, field }) => {
    const { status, text } = await stage.send(`GET ${APIKEYS}?${filterOf(filter)}`);
    expect([status, text]).toEqual([501, expect.stringContaining(field)]);
  });

  test.each([
    { query: "limit=-1" },
    { query: "offset=x" },
    { query: "count=maybe" },
    { query: "sort=nothing" },
    { query: "filter={" },
    { query: "filter=[]" },
  ])("refuses $query", async ({ query }) => {
    expect(await stage.send(`GET ${APIKEYS}?${query}`)).toMatchObject({
      status: 400,
      body: { code: 400 },
    });
  });
});
