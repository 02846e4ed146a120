// The index search, against the embedded tenant.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import {
  type AtlanClient,
  connectionAsset,
  parseBaseUrl,
  personaAsset,
  searchAssets,
} from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { clientOf, unstopped } from "./support/client.js";

let tenant: Tenant;
let client: AtlanClient;

beforeEach(async () => {
  tenant = await startTenant({
    seed: {
      personas: [{ name: "development" }],
      connections: ["a", "b", "c"].map((connectorName) => ({ name: "development", connectorName })),
    },
  });
  ({ client } = clientOf(parseBaseUrl(tenant.baseUrl), {
    signIn: { apiKey: new Secret(tenant.apiKey) },
  }));
});
afterEach(() => tenant.stop());

const connections = async (terms: object, from = 0, size = 10) => {
  const query = { kind: connectionAsset, terms, from, size };
  return (await searchAssets(client.apiKey, query, unstopped())).body;
};

const connectorsOf = async (terms: object) =>
  (await connections(terms)).hits.map(({ connectorName }) => connectorName).sort();

test("a search finds one kind of asset by all its terms, and folds the case of names", async () => {
  expect(await connectorsOf({})).toEqual(["a", "b", "c"]);
  expect(await connectorsOf({ name: "DEVELOPMENT", connectorName: "b" })).toEqual(["b"]);
  expect(await connectorsOf({ name: "other" })).toEqual([]);
  const [{ id = "", qualifiedName = "" } = {}] = (await connections({ connectorName: "c" })).hits;
  expect(await connectorsOf({ id })).toEqual(["c"]);
  expect(await connectorsOf({ qualifiedName })).toEqual(["c"]);
});

test("a search goes page by page", async () => {
  const pages = [await connections({}, 0, 2), await connections({}, 2, 2)];
  expect(pages.map(({ received }) => received)).toEqual([2, 1]);
  const ids = pages.flatMap(({ hits }) => hits.map(({ id }) => id));
  expect(new Set(ids).size).toBe(3);
});

test("what is not active any more, or of another kind, is no hit, but counts as received", async () => {
  const hit = (more: object) => ({
    typeName: "Persona",
    guid: "7f2a",
    status: "ACTIVE",
    attributes: { name: "x", qualifiedName: "default/x", isAccessControlEnabled: null },
    ...more,
  });
  const entities = [hit({ status: "DELETED" }), hit({ typeName: "Purpose" }), hit({})];
  await tenant.control.addFaults({
    match: { path: "indexsearch" },
    do: { status: 200, body: { entities } },
  });
  const query = { kind: personaAsset, terms: {}, from: 0, size: 3 };
  const { body } = await searchAssets(client.apiKey, query, unstopped());
  expect(body).toEqual({
    received: 3,
    hits: [
      {
        id: "7f2a",
        name: "x",
        qualifiedName: "default/x",
        displayName: "x",
        description: "",
        enabled: true,
        createdAt: null,
        createdBy: null,
      },
    ],
  });
});
