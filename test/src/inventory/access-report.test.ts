// The report as data: from an embedded tenant whose clock is fixed.
import { afterEach, expect, it } from "@jest/globals";
import { accessReport } from "../../../src/inventory/access-report.js";
import { managedObjectsIn } from "../../../src/inventory/managed-objects.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";
import { readTenant } from "./read-tenant.js";

let tenant: Tenant;
afterEach(() => tenant.stop());

const DAY = 86_400;

it("says of each token and client who made it, how old it is, when it ends, and what it may do", async () => {
  tenant = await startTenant({
    seed: {
      users: [{ username: "amira", admin: true }],
      personas: [{ name: "Loaders" }],
      tokens: [{ displayName: "loader", personas: ["Loaders"], validitySeconds: 30 * DAY }],
      oauthClients: [{ displayName: "machine", role: "$guest", personas: ["Loaders"] }],
      connections: [{ name: "development", connectorName: "snowflake" }],
      collections: [{ name: "finance" }],
    },
  });
  const control = controlOf(tenant);
  const state = await control.state();
  const [loader] = await control.tokensNamed("loader");
  if (loader === undefined) throw new Error("Cannot report: the seed has no loader");
  const guid = (list: "connections" | "collections") => state[list][0]?.guid ?? "";
  await control.addFaults({
    match: { path: "users/current" },
    do: {
      before: [
        { addAdminUsers: { guid: guid("connections"), usernames: [loader.username] } },
        { addViewerUsers: { guid: guid("collections"), usernames: [loader.username] } },
      ],
    },
  });
  // The tenant tells its time to the second.
  await control.advance(10.5 * DAY);
  const text = JSON.stringify({
    version: 4,
    resources: [
      {
        mode: "managed",
        type: "atlan_api_token",
        name: "loader",
        instances: [{ attributes: { id: loader.id } }],
      },
    ],
  });
  const inventory = await readTenant(tenant.env());
  const report = accessReport(inventory, managedObjectsIn("x.tfstate", text));
  const qualifiedName = state.personas[0]?.qualifiedName;
  expect(report).toMatchObject({ tenant: tenant.baseUrl, stateFile: "x.tfstate" });
  expect(report.principals).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        displayName: "loader",
        owner: "amira",
        ageDays: 10,
        daysLeft: expect.any(Number),
        personas: [{ qualifiedName, name: "Loaders" }],
        connections: [expect.objectContaining({ name: "development", connectorName: "snowflake" })],
        collections: [expect.objectContaining({ name: "finance", right: "viewer" })],
        managedBy: "atlan_api_token.loader",
      }),
      expect.objectContaining({
        displayName: "machine",
        kind: "OAuth client",
        role: "Guest",
        expiresAt: "never",
        daysLeft: null,
        personas: [{ qualifiedName, name: "Loaders" }],
        managedBy: null,
      }),
    ]),
  );
});
