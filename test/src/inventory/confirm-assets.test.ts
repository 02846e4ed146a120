// Search finds who may use an asset, the asset decides.
import { afterEach, expect, it } from "@jest/globals";
import { connect } from "../../../src/cli/connection/connect.js";
import { systemClock } from "../../../src/clock.js";
import { withConfirmedAssets } from "../../../src/inventory/confirm-assets.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";
import { readTenant } from "./read-tenant.js";

let tenant: Tenant;
afterEach(() => tenant.stop());

const confirmed = async (inventory: Awaited<ReturnType<typeof readTenant>>) => {
  const { client } = connect({ variables: tenant.env(), version: "test" });
  const { signal } = new AbortController();
  return withConfirmedAssets(inventory, {
    client,
    clock: systemClock,
    signal,
    onProgress: () => {},
  });
};

it("drops a right that the search still shows, and an asset that is gone", async () => {
  tenant = await startTenant({
    seed: {
      users: [{ username: "amira", admin: true }],
      tokens: [{ displayName: "loader" }],
      connections: ["kept", "gone"].map((name) => ({ name, connectorName: "s3" })),
    },
  });
  const control = controlOf(tenant);
  const { connections, tokens } = await control.state();
  const username = tokens.find(({ displayName }) => displayName === "loader")?.username ?? "";
  const [kept = "", gone = ""] = connections.map(({ guid }) => guid);
  const on = (guid: string) => ({ guid, usernames: [username] });
  await control.addFaults({
    match: { path: "users/current" },
    do: { before: [{ addAdminUsers: on(kept) }, { addAdminUsers: on(gone) }] },
  });
  const inventory = await readTenant(tenant.env());
  expect(inventory.connections.every(({ adminUsers }) => adminUsers?.includes(username))).toBe(
    true,
  );
  await control.addFaults({
    match: { path: "entity/guid" },
    do: { before: [{ removeAdminUsers: on(kept) }, { deleteAsset: { guid: gone } }] },
  });
  const after = await confirmed(inventory);
  expect(after.connections).toEqual([
    expect.objectContaining({ name: "kept", adminUsers: ["amira"] }),
  ]);
});

it("asks for no asset that names none of the principals", async () => {
  tenant = await startTenant({ seed: { connections: [{ name: "hers", connectorName: "s3" }] } });
  const inventory = await readTenant(tenant.env());
  await controlOf(tenant).clearRequests();
  expect((await confirmed(inventory)).connections).toHaveLength(1);
  expect(await controlOf(tenant).requests()).toEqual([]);
});
