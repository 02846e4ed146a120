// The tenant's OAuth clients: create, list, read, update and delete, and what it refuses.
import { describe, expect, test } from "@jest/globals";
import { at, filterOf, textAt } from "./http-client.js";
import { NEW_YEAR, SEED, useTenant } from "./use-tenant.js";

const stage = useTenant({
  ...SEED,
  oauthClients: [
    {
      displayName: "sync",
      role: "$member",
      personas: ["Loaders"],
      tokenExpirySeconds: 90,
      count: 2,
    },
  ],
});
const CLIENTS = "/api/service/oauth-clients";
const ADMIN = { displayName: "a", description: "d", role: "$admin", personaQNs: [] as string[] };
const create = (body: unknown) => stage.send(`POST ${CLIENTS}`, { body });
const made = async (body: object = {}) => {
  const answer = await create({ ...ADMIN, ...body });
  return textAt(answer.body, "clientId");
};
const personaNamed = async (name: string) => {
  const filter = filterOf({ name });
  const { body } = await stage.send(`GET /api/service/personas?${filter}`);
  const state = await stage.control.state();
  const personas = at(state, "personas");
  const guid = at(body, "records.0.id");
  const found = Array.isArray(personas) && personas.find((persona) => at(persona, "guid") === guid);
  return textAt(found, "qualifiedName");
};

describe("create", () => {
  test("gives the identifiers and the secret, and neither role nor personas", async () => {
    const { status, body } = await create(ADMIN);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientId: expect.stringMatching(/^oauth-client-[0-9a-f-]{36}$/),
      clientSecret: expect.stringMatching(/^[\w-]{40,}$/),
      displayName: "a",
      description: "d",
      createdAt: String(NEW_YEAR),
      createdBy: expect.stringMatching(/^service-account-apikey-/),
      tokenExpirySeconds: 600,
    });
    expect(await stage.control.secrets()).toContain(at(body, "clientSecret"));
  });

  test.each([
    { says: "no name", body: { displayName: undefined }, words: "displayName" },
    { says: "a blank name", body: { displayName: " " }, words: "displayName" },
    { says: "a null description", body: { description: null }, words: "description is null" },
    { says: "null personas", body: { personaQNs: null }, words: "personaQNs" },
    { says: "an unknown persona", body: { personaQNs: ["default/x"] }, words: "default/x" },
    { says: "no role", body: { role: undefined }, words: "role undefined not found" },
    { says: "the label of a role", body: { role: "Admin" }, words: "$admin, " },
    { says: "two roles", body: { role: ["$admin", "$guest"] }, words: "role" },
  ])("refuses $says", async ({ body, words }) => {
    expect(await create({ ...ADMIN, ...body })).toMatchObject({
      status: 400,
      body: { code: 400, error: "Bad Request", message: expect.stringContaining(words) },
    });
  });

  test.each([
    { says: "a lifetime", body: { tokenExpirySeconds: 60 }, words: "tokenExpirySeconds" },
    { says: "scopes", body: { scopes: ["x"] }, words: "scopes" },
    { says: "the personas of a token", body: { personaQualifiedNames: [] }, words: "persona" },
  ])("$says, which no SDK sends, is a loud 501", async ({ body, words }) => {
    const answer = await create({ ...ADMIN, ...body });
    expect([answer.status, answer.text]).toEqual([501, expect.stringContaining(words)]);
  });

  test("takes a name in use, and a body without personas", async () => {
    const { personaQNs: _none, ...body } = ADMIN;
    expect((await create({ ...body, displayName: "sync 1" })).status).toBe(200);
  });
});

describe("read", () => {
  test("gives role, personas, and times as texts, and no secret", async () => {
    const persona = await personaNamed("Data Assets");
    const clientId = await made({ role: "$guest", personaQNs: [persona, persona] });
    const { body, text } = await stage.send(`GET ${CLIENTS}/${clientId}`);
    const record = {
      id: expect.any(String),
      clientId,
      displayName: "a",
      description: "d",
      role: "$guest",
      personaQNs: [persona],
      tokenExpirySeconds: 600,
      createdAt: String(NEW_YEAR),
      createdBy: expect.stringMatching(/^service-account-apikey-/),
      updatedAt: String(NEW_YEAR),
      updatedBy: expect.stringMatching(/^service-account-apikey-/),
    };
    expect(body).toEqual(record);
    expect(text).not.toContain("ecret");
    const list = await stage.send(`GET ${CLIENTS}?${filterOf({ clientId })}`);
    expect(list.body).toEqual({ totalRecord: 1, filterRecord: 1, records: [record] });
  });

  test.each([{ method: "GET" }, { method: "PUT" }, { method: "POST" }, { method: "DELETE" }])(
    "$method of an unknown client is 404, and its GUID is no name for it",
    async ({ method }) => {
      const client = at(await stage.control.state(), "oauthClients.0");
      const sent = ["PUT", "POST"].includes(method) ? { body: {} } : {};
      expect(await stage.send(`${method} ${CLIENTS}/${textAt(client, "id")}`, sent)).toMatchObject({
        status: 404,
        body: { code: 404, message: `OAuth client ${textAt(client, "id")} not found` },
      });
    },
  );
});

describe("update", () => {
  test.each([
    { says: "the Python SDK's", method: "PUT", body: { description: "e" } },
    {
      says: "the Java SDK's",
      method: "POST",
      body: { displayName: null, description: "e", role: null, personaQNs: null },
    },
  ])("$says description keeps the rest", async ({ method, body }) => {
    const clientId = await made();
    await stage.control.advance(5);
    const updated = await stage.send(`${method} ${CLIENTS}/${clientId}`, { body });
    expect(updated).toMatchObject({
      status: 200,
      body: {
        displayName: "a",
        description: "e",
        role: "$admin",
        createdAt: String(NEW_YEAR),
        updatedAt: String(NEW_YEAR + 5000),
      },
    });
    expect((await stage.send(`GET ${CLIENTS}/${clientId}`)).body).toEqual(updated.body);
  });

  test("of nothing is an answer, of a blank name a refusal", async () => {
    const url = `PUT ${CLIENTS}/${await made()}`;
    expect(await stage.send(url, { body: {} })).toMatchObject({ body: { displayName: "a" } });
    expect(await stage.send(url, { body: { displayName: "" } })).toMatchObject({ status: 400 });
    expect(await stage.send(url, { body: "[" })).toMatchObject({ status: 400 });
  });

  test.each([{ body: { role: "$guest" } }, { body: { personaQNs: [] } }])(
    "$body, which cannot change, is a loud 501",
    async ({ body }) => {
      const answer = await stage.send(`PUT ${CLIENTS}/${await made()}`, { body });
      expect(answer.status).toBe(501);
    },
  );
});

test("delete answers 200 with nothing, once", async () => {
  const url = `DELETE ${CLIENTS}/${await made()}`;
  expect(await stage.send(url)).toMatchObject({ status: 200, text: "" });
  expect((await stage.send(url)).status).toBe(404);
});

describe("list", () => {
  const OWN = "embedded tenant OAuth client";

  test.each([
    { query: "", expected: [OWN, "sync 1", "sync 2"], total: 3 },
    { query: "?count=true&offset=0&limit=1&sort=createdAt", expected: [OWN], total: 3 },
    { query: "?count=true&offset=3&limit=20", expected: [], total: 3 },
    {
      query: "?limit=20&offset=0&count=true&sort=-createdAt",
      expected: ["sync 2", "sync 1", OWN],
      total: 3,
    },
    { query: '?limit=2&filter={"displayName":"sync 2"}', expected: ["sync 2"], total: 1 },
  ])("$query", async ({ query, expected, total }) => {
    const { body, status } = await stage.send(`GET ${CLIENTS}${query}`);
    expect(status).toBe(200);
    const records = at(body, "records");
    expect({
      names: Array.isArray(records) && records.map((record) => at(record, "displayName")),
      total: at(body, "totalRecord"),
    }).toEqual({ names: expected, total });
  });

  test("a filter by GUID finds one, by what no record has is a 501", async () => {
    const id = textAt(await stage.control.state(), "oauthClients.1.id");
    expect((await stage.send(`GET ${CLIENTS}?${filterOf({ id })}`)).body).toMatchObject({
      filterRecord: 1,
      records: [{ id }],
    });
    expect((await stage.send(`GET ${CLIENTS}?${filterOf({ name: "x" })}`)).status).toBe(501);
  });

  test("listLagMs hides a new client from list and read, and not from update", async () => {
    await stage.control.changeSettings({ listLagMs: 2000 });
    const clientId = await made();
    expect((await stage.send(`GET ${CLIENTS}/${clientId}`)).status).toBe(404);
    expect((await stage.send(`GET ${CLIENTS}?${filterOf({ clientId })}`)).body).toMatchObject({
      records: [],
    });
    expect((await stage.send(`PUT ${CLIENTS}/${clientId}`, { body: {} })).status).toBe(200);
    await stage.control.advance(2);
    expect((await stage.send(`GET ${CLIENTS}/${clientId}`)).status).toBe(200);
  });
});

test("the state shows clients without secrets, and a seed makes them with role and personas", async () => {
  const state = await stage.control.state();
  expect(at(state, "oauthClients.1")).toEqual({
    id: expect.any(String),
    clientId: expect.stringMatching(/^oauth-client-/),
    username: `service-account-${textAt(state, "oauthClients.1.clientId")}`,
    displayName: "sync 1",
    description: "",
    role: "$member",
    personaQualifiedNames: [await personaNamed("Loaders")],
    tokenExpirySeconds: 90,
    createdAt: "2026-01-01T00:00:00.000Z",
    createdBy: "amira",
    updatedAt: "2026-01-01T00:00:00.000Z",
    updatedBy: "amira",
  });
});

test("another writer deletes a client, once and again", async () => {
  const guid = textAt(await stage.control.state(), "oauthClients.1.id");
  const op = { deleteOAuthClient: { guid } };
  const faults = [{ match: {}, do: { before: [op, op] } }];
  await stage.control.addFaults(...faults);
  const { body } = await stage.send(`GET ${CLIENTS}`);
  expect(at(body, "totalRecord")).toBe(2);
});

describe("a person who is no admin", () => {
  const plain = useTenant({
    ...SEED,
    users: [{ username: "tomas" }, { username: "amira" }, { username: "ingrid" }],
  });

  test.each([
    { request: `GET ${CLIENTS}` },
    { request: `POST ${CLIENTS}` },
    { request: `GET ${CLIENTS}/x` },
    { request: `PUT ${CLIENTS}/x` },
    { request: `POST ${CLIENTS}/x` },
    { request: `DELETE ${CLIENTS}/x` },
  ])("$request is 403", async ({ request }) => {
    const sent = /^P/.test(request) ? { body: ADMIN } : {};
    const answer = await plain.send(request, { ...sent, bearer: plain.tenant.userBearerToken });
    expect(answer).toMatchObject({
      status: 403,
      body: { message: "user tomas is not allowed to manage OAuth clients" },
    });
  });
});
