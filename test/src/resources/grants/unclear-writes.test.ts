// Writes whose fate nobody knows: what was to be added is kept, what was to be removed stays, with an error.

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { systemClock } from "../../../../src/clock.js";
import type { Fault } from "../../../../src/tenant/index.js";
import { HELD_UP } from "../../../tenant-control.js";
import { until } from "../../../until.js";
import { virtualClock } from "../../../virtual-clock.js";
import { untilSent } from "../until-sent.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { pluginRun } from "./plugin-run.js";

let world: AssetWorld;
let loader: string;
let persona: string;
beforeEach(async () => {
  world = await assetWorld();
  const state = await world.control.state();
  loader = state.tokens.find(({ displayName }) => displayName === "loader")?.id ?? "";
  persona = state.personas[0]?.qualifiedName ?? "";
});
afterEach(() => world.tenant.stop());

interface Kind {
  readonly name: string;
  readonly type: string;
  readonly grant: (
    ...principals: readonly string[]
  ) => Readonly<Record<string, string | readonly string[]>>;
  /** One that has no right yet, and another. */
  readonly principals: () => readonly [string, string];
  readonly reads: Fault["match"];
  readonly writes: Fault["match"];
  readonly holds: (principal: string) => Promise<boolean>;
}

const kinds: readonly Kind[] = [
  {
    name: "a connection admin",
    type: "atlan_connection_admin",
    grant: (...usernames) => ({ connection_id: world.connection.guid, usernames }),
    principals: () => ["tomas", "person-1"],
    reads: { method: "GET", path: "entity/guid" },
    writes: { method: "POST", path: "entity/bulk" },
    holds: async (name) => (await world.admins()).includes(name),
  },
  {
    name: "a binding",
    type: "atlan_token_persona_binding",
    grant: (...token_ids) => ({ persona_qualified_name: persona, token_ids }),
    principals: () => [loader, loader],
    reads: { method: "GET", path: "apikeys" },
    writes: { method: "POST", path: "apikeys/.+" },
    holds: async (id) => {
      const { tokens } = await world.control.state();
      return tokens.some((it) => it.id === id && it.personaQualifiedNames.includes(persona));
    },
  },
];

describe.each(kinds)("$name", ({ type, grant, principals, reads, writes, holds }) => {
  /** The look after the write fails, whatever the write was answered with. */
  const blindAfterWrite = (write: Fault["do"]) =>
    world.control.addFaults(
      { match: writes, do: write },
      { match: reads, skip: 1, times: 99, do: { status: 401, body: {} } },
    );
  const options = { maxRetries: 0 };

  it.each([
    ["was lost", { dropReply: true }],
    ["was a failure after the fact", { replyAfterCommit: { status: 502 } }],
    ["was no answer of Atlan's", { replyAfterCommit: { status: 200, body: "<html>" } }],
  ] as const)("whose answer %s is kept in the state, unchecked", async (_name, write) => {
    const [one] = principals();
    await blindAfterWrite(write);
    const created = await (await pluginRun(world.tenant, options)).create(type, grant(one));
    expect(created.state).toMatchObject(grant(one));
    expect(created.errors).toMatchObject([
      { detail: expect.stringMatching(/may have made the change anyway.*is kept in the state/s) },
    ]);
    await world.control.clearFaults();
    expect(await holds(one)).toBe(true);
  });

  it("whose removal may have been done stays in the state", async () => {
    const [one] = principals();
    const created = await (await pluginRun(world.tenant)).create(type, grant(one));
    await blindAfterWrite({ dropReply: true });
    const removed = await (await pluginRun(world.tenant, options)).remove(type, created);
    expect(removed.state).toMatchObject(grant(one));
    expect(removed.errors).toMatchObject([
      { detail: expect.stringContaining("stays in the state until the tenant no longer shows it") },
    ]);
    await world.control.clearFaults();
    const again = await (await pluginRun(world.tenant)).remove(type, created);
    expect(again).toMatchObject({ state: null, errors: [] });
    expect(await holds(one)).toBe(false);
  });

  it.each([
    ["was lost", { dropReply: true }],
    ["was a failure after the fact", { replyAfterCommit: { status: 500 } }],
  ] as const)("whose answer %s is done where the tenant shows it so", async (_name, write) => {
    const [one] = principals();
    const fault = { match: writes, do: write };
    await world.control.addFaults(fault);
    const created = await (await pluginRun(world.tenant, options)).create(type, grant(one));
    expect(created).toMatchObject({ state: grant(one), errors: [], warnings: [] });
    await world.control.addFaults(fault);
    const removed = await (await pluginRun(world.tenant, options)).remove(type, created);
    expect(removed).toMatchObject({ state: null, errors: [] });
    expect(await holds(one)).toBe(false);
  });

  it("that is stopped before anything was sent leaves everything as it was", async () => {
    const [one] = principals();
    const created = await (await pluginRun(world.tenant)).create(type, grant(one));
    await world.control.clearRequests();
    const run = await pluginRun(world.tenant);
    run.stop();
    const removed = await run.remove(type, created);
    expect(removed).toMatchObject({ state: grant(one), errors: [{ severity: "error" }] });
    expect((await world.sent()).filter((sent) => sent.startsWith("POST"))).toEqual([]);
  });

  it("whose removal is under way when Terraform stops stays in the state", async () => {
    const [one] = principals();
    const created = await (await pluginRun(world.tenant)).create(type, grant(one));
    await world.control.clearRequests();
    const run = await pluginRun(world.tenant, { clock: systemClock });
    await world.control.addFaults({ match: writes, do: HELD_UP });
    const removing = run.remove(type, created);
    await untilSent(world.control, writes, removing);
    run.stop();
    await world.control.clearFaults();
    const { state, errors } = await removing;
    expect(state).toMatchObject(grant(one));
    expect(errors).toMatchObject([{ detail: expect.stringContaining("asked the plugin to stop") }]);
    expect(await holds(one)).toBe(false);
  });

  it("that is carried out after its operation has ended is in the state by then", async () => {
    const [one] = principals();
    const clock = virtualClock(Date.now());
    const run = await pluginRun(world.tenant, { clock });
    await world.control.addFaults({ match: writes, do: HELD_UP });
    const timeouts = { create: "30s", read: null, update: null, delete: null };
    const creating = run.create(type, { ...grant(one), timeouts });
    await untilSent(world.control, writes, creating);
    clock.advance(30_000);
    expect((await creating).state).toMatchObject(grant(one));
    expect(await holds(one)).toBe(false);
    await world.control.clearFaults();
    await until(() => holds(one));
  });

  it("whose write hangs is answered at its own timeout, as perhaps done", async () => {
    const [one] = principals();
    const clock = virtualClock(Date.now());
    const run = await pluginRun(world.tenant, { clock });
    await world.control.addFaults({ match: writes, do: { hang: true } });
    const timeouts = { create: "30s", read: null, update: null, delete: null };
    const creating = run.create(type, { ...grant(one), timeouts });
    await untilSent(world.control, writes, creating);
    clock.advance(30_000);
    const { state, errors } = await creating;
    expect(state).toMatchObject(grant(one));
    expect(errors).toMatchObject([
      { detail: expect.stringMatching(/timed out after 30s.*kept in the state, unchecked/s) },
    ]);
  });

  it("whose write hangs does not keep others from their own timeouts", async () => {
    const [one] = principals();
    const clock = virtualClock(Date.now());
    const run = await pluginRun(world.tenant, { clock });
    await world.control.addFaults({ match: writes, do: { hang: true } });
    const creating = run.create(type, grant(one));
    await untilSent(world.control, writes, creating);
    const timeouts = { create: null, read: null, update: null, delete: "5s" };
    const removing = run.remove(type, { ...grant(one), timeouts });
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(5_000);
    const { state, errors } = await removing;
    expect(state).toMatchObject(grant(one));
    expect(errors).toMatchObject([{ summary: expect.stringContaining("Timed out deleting") }]);
    run.stop();
    clock.advance(60_000);
    await creating;
  });
});

describe("a write that was not made after all", () => {
  const always = (path: string, fault: Fault["do"]) =>
    world.control.addFaults({ match: { method: "POST", path }, times: 99, do: fault });

  it.each([
    ["was a failure", { status: 500 }],
    ["was a gateway's", { status: 504 }],
    ["never came", { reset: true }],
  ] as const)(
    "and whose answer %s leaves no connection admin in the state",
    async (_name, fault) => {
      await always("entity/bulk", fault);
      const grant = { connection_id: world.connection.guid, usernames: ["tomas"] };
      const created = await (await pluginRun(world.tenant)).create("atlan_connection_admin", grant);
      expect(created.state).toBeNull();
      expect(created.errors).toHaveLength(1);
    },
  );

  it("leaves a binding in the state, unchecked: the list may only be late", async () => {
    await always("apikeys/.+", { status: 500 });
    const run = await pluginRun(world.tenant);
    const grant = { persona_qualified_name: persona, token_ids: [loader] };
    const created = await run.create("atlan_token_persona_binding", grant);
    expect(created.state).toMatchObject(grant);
    expect(created.errors).toMatchObject([{ detail: expect.stringContaining("unchecked") }]);
  });
});

describe("an update of a connection admin", () => {
  it("that takes one name away and is stopped keeps it, beside what it gave", async () => {
    const grant = (...usernames: readonly string[]) => ({
      connection_id: world.connection.guid,
      usernames,
    });
    const prior = await (await pluginRun(world.tenant)).create(
      "atlan_connection_admin",
      grant("tomas", "person-1"),
    );
    await world.control.clearRequests();
    const run = await pluginRun(world.tenant, { clock: systemClock });
    const writes = { method: "POST", path: "entity/bulk" };
    await world.control.addFaults({ match: writes, do: HELD_UP });
    const updating = run.update("atlan_connection_admin", prior, grant("tomas", "person-2"));
    await untilSent(world.control, writes, updating);
    run.stop();
    await world.control.clearFaults();
    const { state, errors } = await updating;
    expect(state).toMatchObject(grant("tomas", "person-1", "person-2"));
    expect(errors).toHaveLength(1);
  });
});
