// Entities as the metastore writes them, and exactly what is sent to change one list.
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import {
  type AtlanClient,
  type Entity,
  parseBaseUrl,
  readEntity,
  writePrincipals,
} from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { json, serve } from "./support/server.js";

let tenant: Tenant;
let client: AtlanClient;
let guid: string;

const actingAs = (baseUrl: string, apiKey: string) =>
  clientOf(parseBaseUrl(baseUrl), { signIn: { apiKey: new Secret(apiKey) }, maxRetries: 0 }).client;

beforeEach(async () => {
  tenant = await startTenant();
  client = actingAs(tenant.baseUrl, tenant.userBearerToken);
  const { connections } = await tenant.control.state();
  guid = connections[0]?.guid ?? "";
});
afterEach(() => tenant.stop());

const read = async () => (await readEntity(client.apiKey, guid, unstopped())).body;

it("reads who holds a right on an asset", async () => {
  expect(await read()).toMatchObject({
    guid,
    typeName: "Connection",
    isDeleted: false,
    name: "development",
    createdBy: "amira",
    adminUsers: ["amira"],
    viewerUsers: [],
  });
});

it("writes one list, and says what changed", async () => {
  const change = {
    entity: await read(),
    list: "adminUsers",
    usernames: ["amira", "tomas"],
  } as const;
  const { body } = await writePrincipals(client.apiKey, change, unstopped());
  expect(body).toEqual({ created: [], updated: [guid] });
  expect((await read()).adminUsers).toEqual(["amira", "tomas"]);
});

it("sends who the asset is and the one list, nothing else, and never a null", async () => {
  const server = await serve((_asked, response) => json(response, 200, {}));
  const { apiKey } = actingAs(server.baseUrl.href, "key");
  const entity: Entity = { ...(await read()), adminGroups: ["stewards"] };
  const change = { entity, list: "viewerUsers", usernames: ["tomas"] } as const;
  await writePrincipals(apiKey, change, unstopped());
  await server.close();
  const { qualifiedName } = entity;
  expect(
    server.asked.map(({ method, target, body }) => [method, target, JSON.parse(body)]),
  ).toEqual([
    [
      "POST",
      "/api/meta/entity/bulk",
      {
        entities: [
          {
            typeName: "Connection",
            guid,
            attributes: { qualifiedName, name: "development", viewerUsers: ["tomas"] },
          },
        ],
      },
    ],
  ]);
});

it("asks for no relationships", async () => {
  const server = await serve((_asked, response) => json(response, 404, {}));
  const { apiKey } = actingAs(server.baseUrl.href, "key");
  await failing(readEntity(apiKey, guid, unstopped()));
  await server.close();
  expect(server.asked[0]?.target).toBe(
    `/api/meta/entity/guid/${guid}?minExtInfo=true&ignoreRelationships=true`,
  );
});

it("says that nothing changed where it was so already", async () => {
  const change = { entity: await read(), list: "adminUsers", usernames: ["amira"] } as const;
  const { body } = await writePrincipals(client.apiKey, change, unstopped());
  expect(body).toEqual({ created: [], updated: [] });
});

it("tells an unknown GUID by the metastore's own code", async () => {
  const nobody = "00000000-0000-4000-8000-000000000000";
  const error = await failing(readEntity(client.apiKey, nobody, unstopped()));
  expect(error).toMatchObject({ kind: "not_found", tenantCode: "ATLAS-404-00-005" });
});

it.each([
  ["without a name", { guid: "g", typeName: "Connection", attributes: { qualifiedName: "q" } }],
  [
    "with a number among its admins",
    {
      guid: "g",
      typeName: "Connection",
      attributes: { name: "n", qualifiedName: "q", adminUsers: [7] },
    },
  ],
  ["that is a list", []],
])("does not believe an entity %s", async (_name, entity) => {
  const match = { method: "GET", path: "entity/guid" };
  await tenant.control.addFaults({ match, do: { status: 200, body: { entity } } });
  expect(await failing(readEntity(client.apiKey, guid, unstopped()))).toMatchObject({
    kind: "malformed_reply",
  });
});
