// Tokens inside grants: one that the list does not show is gone only when it is known to be old enough.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type VirtualClock, virtualClock } from "../../../virtual-clock.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { pluginRun } from "./plugin-run.js";

const FIVE_MINUTES_MS = 300_000;

let clock: VirtualClock;
let world: AssetWorld;
let token: { readonly id: string; readonly username: string };
let persona: string;
beforeEach(async () => {
  clock = virtualClock(Date.now());
  world = await assetWorld({ clock: { now: clock.nowMs } });
  const { tokens, personas } = await world.control.state();
  const [loader] = tokens.filter(({ displayName }) => displayName === "loader");
  if (loader === undefined) throw new Error("no token");
  token = loader;
  persona = personas[0]?.qualifiedName ?? "";
});
afterEach(() => world.tenant.stop());

const kinds = {
  atlan_connection_admin: () => ({
    connection_id: world.connection.guid,
    usernames: ["tomas", token.username],
  }),
  atlan_collection_viewer: () => ({
    collection_id: world.collection.guid,
    usernames: ["tomas", token.username],
  }),
  atlan_token_persona_binding: () => ({
    persona_qualified_name: persona,
    token_ids: [token.id],
  }),
};
const importIds = {
  atlan_connection_admin: () => `${world.connection.guid},tomas,${token.username}`,
  atlan_collection_viewer: () => `${world.collection.guid},tomas,${token.username}`,
  atlan_token_persona_binding: () => `${persona},${token.id}`,
};
const types = [
  "atlan_connection_admin",
  "atlan_collection_viewer",
  "atlan_token_persona_binding",
] as const;

/** From now on the list shows all tokens but this one. */
const hide = () => world.control.api("DELETE", `/api/service/apikeys/${token.id}`);
const open = () => pluginRun(world.tenant, { clock });
const UNPROVEN = [{ summary: "Cannot tell whether the API token still exists" }];

describe.each(types)("%s on a token that the list does not show", (type) => {
  const grant = () => kinds[type]();

  it("is kept, with an error, while the token is young, although nobody has read it before", async () => {
    const created = await (await open()).create(type, grant());
    clock.advance(60_000);
    await hide();
    const read = await (await open()).read(type, created);
    expect(read).toMatchObject({ state: grant(), errors: UNPROVEN });
  });

  it("is kept after an import, too", async () => {
    await (await open()).create(type, grant());
    const imported = await (await open()).import(type, importIds[type]());
    expect(imported.errors).toEqual([]);
    await hide();
    const read = await (await open()).read(type, imported);
    expect(read).toMatchObject({ state: grant(), errors: UNPROVEN });
  });

  it("is kept where nothing is known of the token's age", async () => {
    await (await open()).create(type, grant());
    clock.advance(2 * FIVE_MINUTES_MS);
    await hide();
    const read = await (await open()).read(type, grant());
    expect(read).toMatchObject({ state: grant(), errors: UNPROVEN });
  });

  it("loses it once the token is known to be old enough", async () => {
    const created = await (await open()).create(type, grant());
    clock.advance(FIVE_MINUTES_MS + 1_000);
    await hide();
    const read = await (await open()).read(type, created);
    expect(read.errors).toEqual([]);
    expect(JSON.stringify(read.state)).not.toContain(token.username);
    expect(JSON.stringify(read.state)).not.toContain(token.id);
  });

  it("has nothing noted by a read that changes by itself", async () => {
    const created = await (await open()).create(type, grant());
    clock.advance(60_000);
    const read = await (await open()).read(type, created);
    expect(Buffer.from(read.private)).toEqual(Buffer.from(created.private));
  });
});

it("a destroy does not take the token of a binding for deleted while it is young", async () => {
  const type = "atlan_token_persona_binding";
  const created = await (await open()).create(type, kinds[type]());
  await hide();
  const removed = await (await open()).remove(type, created);
  expect(removed).toMatchObject({ state: kinds[type](), errors: UNPROVEN });
});
