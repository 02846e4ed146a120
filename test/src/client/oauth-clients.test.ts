// OAuth clients and roles over HTTP against the embedded tenant, and OAuth clients in the forms that the API may send.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type AtlanClient,
  createOAuthClient,
  deleteOAuthClient,
  listOAuthClients,
  listRoles,
  MalformedBodyError,
  parseBaseUrl,
  readOneOAuthClient,
  updateOAuthClient,
} from "../../../src/client/index.js";
import {
  readCreatedOAuthClient,
  readOAuthClient,
} from "../../../src/client/oauth-client-record.js";
import { Secret } from "../../../src/secret.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";

let tenant: Tenant;
let client: AtlanClient;

beforeEach(async () => {
  tenant = await startTenant({
    seed: {
      personas: [{ name: "Loaders" }],
      oauthClients: [{ displayName: "sync", role: "$member", personas: ["Loaders"], count: 3 }],
    },
  });
  ({ client } = clientOf(parseBaseUrl(tenant.baseUrl), {
    signIn: { apiKey: new Secret(tenant.apiKey) },
  }));
});
afterEach(() => tenant.stop());

const SEEDED = { displayName: "sync 1" };
const create = (personaQualifiedNames: readonly string[] = []) =>
  createOAuthClient(
    client.apiKey,
    { displayName: "loader", description: "d", role: "$guest", personaQualifiedNames },
    unstopped(),
  );

test("a client lives its life", async () => {
  const seeded = await listOAuthClients(client.apiKey, { filter: SEEDED }, unstopped());
  const links = seeded.body.records[0]?.personaQualifiedNames ?? [];
  expect(links).toHaveLength(1);
  const { body: created } = await create(links);
  const { clientSecret, ...identity } = created;
  expect(clientSecret.reveal()).toMatch(/^[\w-]{40,}$/);
  expect(identity).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    clientId: expect.stringMatching(/^oauth-client-[0-9a-f-]{36}$/),
    username: `service-account-${created.clientId}`,
    displayName: "loader",
    description: "d",
    tokenExpirySeconds: 600,
    createdAt: expect.any(Date),
    createdBy: expect.stringMatching(/^service-account-apikey-/),
  });

  const { body: read } = await readOneOAuthClient(client.apiKey, created.clientId, unstopped());
  expect(read).toEqual({ ...identity, role: "$guest", personaQualifiedNames: links });

  const change = { clientId: created.clientId, displayName: "renamed", description: "" };
  const { body: changed } = await updateOAuthClient(client.apiKey, change, unstopped());
  expect(changed).toEqual({ ...read, displayName: "renamed", description: "" });

  await deleteOAuthClient(client.apiKey, created.clientId, unstopped());
  const gone = readOneOAuthClient(client.apiKey, created.clientId, unstopped());
  expect(await failing(gone)).toMatchObject({ kind: "not_found", status: 404 });
});

describe("the list", () => {
  test.each(["id", "clientId", "displayName"] as const)("is filtered by %s", async (field) => {
    const { body: created } = await create();
    const filter = { [field]: created[field] };
    const { body } = await listOAuthClients(client.apiKey, { filter }, unstopped());
    expect(body.records.map(({ id }) => id)).toEqual([created.id]);
  });

  test("comes page by page, in order", async () => {
    const page = async (offset: number) => {
      const query = { sort: "createdAt", limit: 2, offset };
      const { body } = await listOAuthClients(client.apiKey, query, unstopped());
      expect(body.totalRecord).toBe(4);
      return body.records.map(({ displayName }) => displayName);
    };
    const pages = [await page(0), await page(2), await page(4)];
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 0]);
    expect(pages.flat()).toEqual(expect.arrayContaining(["sync 1", "sync 2", "sync 3"]));
  });
});

test.each([
  ["a create", () => create()],
  [
    "an update",
    () =>
      updateOAuthClient(
        client.apiKey,
        { clientId: tenant.oauthClientId, displayName: "n", description: "d" },
        unstopped(),
      ),
  ],
])("%s is sent once, and may have happened", async (_name, send) => {
  const headers = { "content-type": "application/json" };
  const faults = [{ match: { path: "oauth-clients" }, do: { replyAfterCommit: { status: 500 } } }];
  const init = { method: "POST", headers, body: JSON.stringify({ faults }) };
  await fetch(`${tenant.baseUrl}/_tenant/faults`, init);
  expect(await failing(send())).toMatchObject({ mayHaveCommitted: true, tries: 1 });
});

test("roles are listed with their labels", async () => {
  const filter = { level: "workspace" };
  const { body } = await listRoles(client.apiKey, { filter, sort: "name" }, unstopped());
  expect(body.records).toContainEqual({
    id: expect.any(String),
    name: "$admin",
    label: "Admin",
    level: "workspace",
  });
  expect(body.records.map(({ name }) => name)).not.toContain("$admin_connections");
});

describe("on the wire", () => {
  const RECORD = {
    id: "5b0c",
    clientId: "oauth-client-0c9d",
    displayName: "sync",
    description: "syncs",
    role: "$admin",
    personaQNs: ["default/abc"],
    tokenExpirySeconds: 600,
    createdAt: "1718000000000",
    createdBy: "amira",
  };

  test.each([
    ["a time as a number", { createdAt: 1_718_000_000_000 }, {}],
    ["a lifetime as text", { tokenExpirySeconds: "600" }, {}],
    ["no lifetime", { tokenExpirySeconds: undefined }, { tokenExpirySeconds: null }],
    ["no role", { role: null }, { role: null }],
    ["null for personas", { personaQNs: null }, { personaQualifiedNames: [] }],
    ["no personas", { personaQNs: undefined }, { personaQualifiedNames: [] }],
    ["no time", { createdAt: "soon" }, { createdAt: null }],
  ])("a client may have %s", (_name, sent, read) => {
    expect(readOAuthClient({ ...RECORD, ...sent })).toEqual({
      id: "5b0c",
      clientId: "oauth-client-0c9d",
      username: "service-account-oauth-client-0c9d",
      displayName: "sync",
      description: "syncs",
      role: "$admin",
      personaQualifiedNames: ["default/abc"],
      tokenExpirySeconds: 600,
      createdAt: new Date("2024-06-10T06:13:20Z"),
      createdBy: "amira",
      ...read,
    });
  });

  test.each([
    ["no id", { id: null }, "id of an OAuth client is missing"],
    ["no client ID", { clientId: "" }, "clientId of an OAuth client is missing"],
    ["personas that are no list", { personaQNs: "default/abc" }, "personaQNs is a string"],
    ["a persona without a name", { personaQNs: [null] }, "an element of personaQNs is missing"],
  ])("a client with %s is refused", (_name, sent, message) => {
    expect(() => readOAuthClient({ ...RECORD, ...sent })).toThrow(MalformedBodyError);
    expect(() => readOAuthClient({ ...RECORD, ...sent })).toThrow(message);
  });

  test("a new client without a secret is refused", () => {
    expect(() => readCreatedOAuthClient(RECORD)).toThrow("clientSecret is missing");
  });
});
