// The list of tokens shows every write late: a binding waits for it, and is written once.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { UNKNOWN } from "../../../../src/framework/index.js";
import { type VirtualClock, virtualClock } from "../../../virtual-clock.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type PluginRun, pluginRun } from "./plugin-run.js";

const TYPE = "atlan_token_persona_binding";

let clock: VirtualClock;
let world: AssetWorld;
let run: PluginRun;
let loader: string;
let personas: readonly string[];
beforeEach(async () => {
  clock = virtualClock(Date.now());
  world = await assetWorld({ clock: { now: clock.nowMs } });
  run = await pluginRun(world.tenant, { clock });
  const state = await world.control.state();
  loader = state.tokens.find(({ displayName }) => displayName === "loader")?.id ?? "";
  personas = state.personas.map(({ qualifiedName }) => qualifiedName);
  await world.sent();
});
afterEach(() => world.tenant.stop());

const binding = (persona = personas[0] ?? "") => ({
  persona_qualified_name: persona,
  token_ids: [loader],
});
const linked = async () => (await world.control.tokensNamed("loader"))[0]?.personaQualifiedNames;
const writes = async () => (await world.sent()).filter((one) => one.startsWith("POST apikeys/"));

describe.each([1_000, 3_000, 10_000])("a list that is %i ms late", (listLagMs) => {
  beforeEach(() => world.control.changeSettings({ listLagMs }));

  it("lets a binding hold after one write", async () => {
    const { state, errors, warnings } = await run.create(TYPE, binding());
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(state).toMatchObject(binding());
    expect(await writes()).toHaveLength(1);
  });

  it("lets a binding be taken away after one write", async () => {
    const created = await run.create(TYPE, binding());
    await writes();
    const later = await pluginRun(world.tenant, { clock });
    expect(await later.remove(TYPE, created)).toMatchObject({ state: null, errors: [] });
    expect(await linked()).toEqual([]);
    expect(await writes()).toHaveLength(1);
  });

  it("lets several bindings of one token follow each other, none lost", async () => {
    const done = [];
    for (const persona of personas) done.push(await run.create(TYPE, binding(persona)));
    expect(done.flatMap(({ errors }) => errors)).toEqual([]);
    expect([...((await linked()) ?? [])].sort()).toEqual([...personas].sort());
  });

  it("lets a new token be finished, renamed and bound", async () => {
    const created = await run.create("atlan_api_token", token("nightly"));
    expect(created.errors).toEqual([]);
    const next = { ...created.state, display_name: "hourly" };
    const renamed = await run.update("atlan_api_token", created, next);
    expect(renamed.errors).toEqual([]);
    const { id } = renamed.state ?? {};
    const bound = await run.create(TYPE, { ...binding(), token_ids: [String(id)] });
    expect(bound.errors).toEqual([]);
    expect(await world.control.tokensNamed("hourly")).toMatchObject([
      { id, description: "Loads", personaQualifiedNames: [personas[0]] },
    ]);
    expect(await world.control.tokensNamed("nightly")).toEqual([]);
  });
});

it("another writer's link, seen before our own is, is kept", async () => {
  await world.control.changeSettings({ listLagMs: 3_000 });
  const [one, other] = personas;
  await world.control.addFaults({
    match: { method: "POST", path: "apikeys/.+" },
    do: { after: [{ linkPersona: { tokenGuid: loader, personaQualifiedName: other ?? "" } }] },
  });
  expect((await run.create(TYPE, binding(one))).errors).toEqual([]);
  expect([...((await linked()) ?? [])].sort()).toEqual([...personas].sort());
});

const token = (display_name: string) => ({
  display_name,
  description: "Loads",
  persona_qualified_names: null,
  validity_seconds: 86_400,
  wait_until_ready: true,
  replace_when_expired: true,
  rotation: null,
  retired_elsewhere: false,
  seal_to: null,
  ready_for_rotation: UNKNOWN,
  rotate_at: UNKNOWN,
  retirement_due: UNKNOWN,
  retiring: UNKNOWN,
  access_token: UNKNOWN,
  sealed_access_token: null,
  active_ids: UNKNOWN,
  active_usernames: UNKNOWN,
  client_id: UNKNOWN,
  created_at: UNKNOWN,
  created_by: UNKNOWN,
  expired: UNKNOWN,
  expires_at: UNKNOWN,
  id: UNKNOWN,
  username: UNKNOWN,
});
