// OAuth clients inside grants: one that the list does not show counts as removed once another one proves that it is gone.
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { type VirtualClock, virtualClock } from "../../../virtual-clock.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { pluginRun } from "./plugin-run.js";

const TYPE = "atlan_connection_admin";
const CLIENTS = "/api/service/oauth-clients";

let clock: VirtualClock;
let world: AssetWorld;
let clientIds: readonly string[];
beforeEach(async () => {
  clock = virtualClock(Date.now());
  world = await assetWorld({ clock: { now: clock.nowMs } });
  const made = ["one", "two"].map(async (displayName) => {
    const body = { displayName, description: "", role: "$member", personaQNs: [] };
    const answer = await world.control.api("POST", CLIENTS, body);
    return ((await answer.json()) as { readonly clientId: string }).clientId;
  });
  clientIds = await Promise.all(made);
});
afterEach(() => world.tenant.stop());

const grant = () => ({
  connection_id: world.connection.guid,
  usernames: clientIds.map((clientId) => `service-account-${clientId}`),
});
const remove = (clientId = "") => world.control.api("DELETE", `${CLIENTS}/${clientId}`);
const open = () => pluginRun(world.tenant, { clock });

it("a client that is gone counts as removed, although the connection goes on naming it", async () => {
  const created = await (await open()).create(TYPE, grant());
  clock.advance(600_000);
  await remove(clientIds[0]);
  const { state, errors } = await (await open()).read(TYPE, created);
  expect(errors).toEqual([]);
  expect(state).toMatchObject({ usernames: [`service-account-${clientIds[1]}`] });
});

it("a client that is young is kept, with an error", async () => {
  const created = await (await open()).create(TYPE, grant());
  await remove(clientIds[0]);
  const { state, errors } = await (await open()).read(TYPE, created);
  expect(state).toMatchObject(grant());
  expect(errors).toMatchObject([{ summary: "Cannot tell whether the OAuth client still exists" }]);
});

it("clients that are all missing are kept, with an error, while the list shows no other one", async () => {
  const created = await (await open()).create(TYPE, grant());
  clock.advance(600_000);
  for (const clientId of clientIds) await remove(clientId);
  const nothing = { totalRecord: 0, filterRecord: 0, records: [] };
  const match = { method: "GET", path: `^${CLIENTS}$` };
  await world.control.addFaults({ match, times: 10, do: { status: 200, body: nothing } });
  const hidden = await (await open()).read(TYPE, created);
  expect(hidden.state).toMatchObject(grant());
  expect(hidden.errors[0]?.detail).toContain("terraform state rm");

  await world.control.clearFaults();
  const { state, errors } = await (await open()).read(TYPE, created);
  expect(errors).toEqual([]);
  expect(state).toBeNull();
});
