// A grant that holds nobody, because other objects leave its set empty: it stays, and asks the tenant nothing.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type MoveWorld, moveWorld } from "./move-world.js";
import { type PluginRun, pluginRun } from "./plugin-run.js";

let world: MoveWorld;
let run: PluginRun;
beforeEach(async () => {
  world = await moveWorld();
  run = await pluginRun(world.tenant);
});
afterEach(() => world.tenant.stop());

describe.each(["admin", "viewer", "binding"] as const)("%s: nobody", (name) => {
  it("is created, read, moved and destroyed without a request", async () => {
    const { type, grant } = world.kinds[name];
    const created = await run.create(type, grant("one"));
    expect(created).toMatchObject({ state: grant("one"), errors: [], warnings: [] });
    const read = await run.read(type, created);
    expect(read).toMatchObject({ state: grant("one"), errors: [], warnings: [] });
    const moved = await run.update(type, read, grant("other"));
    expect(moved).toMatchObject({ state: grant("other"), errors: [], warnings: [] });
    const removed = await run.remove(type, moved);
    expect(removed).toMatchObject({ state: null, errors: [], warnings: [] });
    expect(await world.sent()).toEqual([]);
  });

  it("becomes somebody, and nobody again", async () => {
    const kind = world.kinds[name];
    const { type, grant, principals } = kind;
    const [one] = principals;
    const created = await run.create(type, grant("one"));
    const filled = await run.update(type, created, grant("one", one));
    expect(filled).toMatchObject({ state: grant("one", one), errors: [], warnings: [] });
    expect(await world.holders(kind, "one")).toContain(one);
    const emptied = await run.update(type, filled, grant("one"));
    expect(emptied).toMatchObject({ state: grant("one"), errors: [], warnings: [] });
    expect(await world.holders(kind, "one")).not.toContain(one);
  });

  it("moves somebody there, and lets them go", async () => {
    const kind = world.kinds[name];
    const { type, grant, principals } = kind;
    const [one] = principals;
    const created = await run.create(type, grant("one"));
    const there = await run.update(type, created, grant("other", one));
    expect(there).toMatchObject({ state: grant("other", one), errors: [] });
    expect(await world.holders(kind, "other")).toContain(one);
    const back = await run.update(type, there, grant("one"));
    expect(back).toMatchObject({ state: grant("one"), errors: [] });
    expect(await world.holders(kind, "other")).not.toContain(one);
  });

  it("is still nobody when somebody cannot be given the right", async () => {
    const { type, grant, principals, writes } = world.kinds[name];
    const [one] = principals;
    const created = await run.create(type, grant("one"));
    const body = { code: 1000, message: "not on Sundays" };
    await world.control.addFaults({ match: writes, times: 99, do: { status: 400, body } });
    const filled = await run.update(type, created, grant("one", one));
    expect(filled).toMatchObject({ state: grant("one") });
    expect(filled.errors).toMatchObject([{ summary: expect.stringMatching(/^Cannot update/) }]);
  });
});
