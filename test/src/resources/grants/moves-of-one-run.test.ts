// Moves beside other changes of one run: what some resource declares, none takes away, and what a move leaves undone is nobody's.
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

type Work = () => Promise<unknown>;

const orders: readonly (readonly [string, (one: Work, two: Work) => Promise<unknown>])[] = [
  ["at once, the move first", (move, other) => Promise.all([move(), other()])],
  ["at once, the move last", (move, other) => Promise.all([other(), move()])],
  ["one after the other, the move first", async (move, other) => [await move(), await other()]],
  [
    "one after the other, the move last",
    async (move, other) => {
      const first = await other();
      return [first, await move()];
    },
  ],
];

const done = { errors: [] };

describe.each(["admin", "binding"] as const)("a moved %s", (name) => {
  it.each(orders)("and one created where it was: both hold (%s)", async (_name, inOrder) => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    const results = await inOrder(
      () => run.update(kind.type, prior, kind.grant("other", one)),
      () => run.create(kind.type, kind.grant("one", one)),
    );
    expect(results).toMatchObject([done, done]);
    expect(await world.holders(kind, "one")).toContain(one);
    expect(await world.holders(kind, "other")).toContain(one);
  });

  it.each(orders)(
    "and one destroyed where it goes: it holds there (%s)",
    async (_name, inOrder) => {
      const kind = world.kinds[name];
      const [one] = kind.principals;
      const prior = await world.granted(kind, "one", one);
      const there = await world.granted(kind, "other", one);
      const results = await inOrder(
        () => run.update(kind.type, prior, kind.grant("other", one)),
        () => run.remove(kind.type, there),
      );
      expect(results).toMatchObject([done, done]);
      expect(await world.holders(kind, "one")).not.toContain(one);
      expect(await world.holders(kind, "other")).toContain(one);
    },
  );

  it.each(orders)("and one moved the other way: both hold (%s)", async (_name, inOrder) => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const here = await world.granted(kind, "one", one);
    const there = await world.granted(kind, "other", one);
    const results = await inOrder(
      () => run.update(kind.type, here, kind.grant("other", one)),
      () => run.update(kind.type, there, kind.grant("one", one)),
    );
    expect(results).toMatchObject([done, done]);
    expect(await world.holders(kind, "one")).toContain(one);
    expect(await world.holders(kind, "other")).toContain(one);
  });

  it.each(orders)(
    "that fails keeps nothing of one destroyed where it was to go (%s)",
    async (_name, inOrder) => {
      const kind = world.kinds[name];
      const [one, two] = kind.principals;
      const prior = await world.granted(kind, "one", one);
      const there = await world.granted(kind, "other", one);
      const nobody = name === "binding" ? "00000000-0000-4000-8000-000000000000" : "tmoas";
      const failing = kind.grant("other", one, two, nobody);
      await inOrder(
        async () => {
          const moved = await run.update(kind.type, prior, failing);
          expect(moved.errors).not.toEqual([]);
          expect(moved.state).toEqual(prior.state);
        },
        async () => expect(await run.remove(kind.type, there)).toMatchObject(done),
      );
      expect(await world.holders(kind, "one")).toContain(one);
      expect(await world.holders(kind, "other")).not.toContain(one);
      expect(await world.holders(kind, "other")).not.toContain(two);
    },
  );

  it("back again in a host that goes on leaves nothing behind", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const created = await run.create(kind.type, kind.grant("one", one));
    const moved = await run.update(kind.type, created, kind.grant("other", one));
    expect(await world.holders(kind, "one")).not.toContain(one);
    const back = await run.update(kind.type, moved, kind.grant("one", one));
    expect(await world.holders(kind, "other")).not.toContain(one);
    expect(await run.remove(kind.type, back)).toMatchObject({ state: null, errors: [] });
    expect(await world.holders(kind, "one")).not.toContain(one);
  });
});
