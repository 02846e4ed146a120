// A grant that moves to another object: given there, then taken off here, so that the right is never absent.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type MovedKind, type MoveWorld, moveWorld } from "./move-world.js";
import { type Applied, type PluginRun, pluginRun } from "./plugin-run.js";

let world: MoveWorld;
let run: PluginRun;
beforeEach(async () => {
  world = await moveWorld();
  run = await pluginRun(world.tenant);
});
afterEach(() => world.tenant.stop());

const writesIn = (sent: readonly string[]) => sent.filter((one) => one.startsWith("POST"));

const asItWas = (prior: Applied) => ({ state: prior.state });

describe.each(["admin", "viewer", "binding"] as const)("a moved %s", (name) => {
  it("is given there, seen to hold, and then taken off here", async () => {
    const kind = world.kinds[name];
    const [one, two] = kind.principals;
    const prior = await world.granted(kind, "one", one, two);
    const moving = run.update(kind.type, prior, kind.grant("other", one, two));
    const moved = await world.neverAbsent(kind, [one, two], moving);
    expect(moved).toMatchObject({ state: kind.grant("other", one, two), errors: [], warnings: [] });
    expect(await world.holders(kind, "other")).toEqual(expect.arrayContaining([one, two]));
    expect(await world.holders(kind, "one")).not.toEqual(expect.arrayContaining([one]));
    expect(await world.holders(kind, "one")).not.toEqual(expect.arrayContaining([two]));
    const read = await (await pluginRun(world.tenant)).read(kind.type, moved);
    expect(read).toMatchObject({ state: moved.state, warnings: [] });
  });

  it("may have other principals there", async () => {
    const kind = world.kinds[name];
    const [one, two] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    const moved = await run.update(kind.type, prior, kind.grant("other", two));
    expect(moved).toMatchObject({ state: kind.grant("other", two), errors: [], warnings: [] });
    expect(await world.holders(kind, "other")).not.toContain(one);
    expect(await world.holders(kind, "one")).not.toContain(one);
  });

  it("adopts who holds the right there already, with a warning", async () => {
    const kind = world.kinds[name];
    const [one, , holder] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    const moved = await run.update(kind.type, prior, kind.grant("other", one, holder));
    expect(moved.errors).toEqual([]);
    expect(moved.warnings).toMatchObject([
      { summary: expect.stringMatching(new RegExp(`existed already: ${holder}$`)) },
    ]);
  });
});

describe.each(["admin", "viewer"] as const)("a moved %s", (name) => {
  it("from an object that is gone is only given there", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    const guid = String(kind.grant("one")[kind.object]);
    await world.control.addFaults({
      match: { method: "GET", path: "whoami" },
      do: { before: [{ deleteAsset: { guid } }] },
    });
    await world.control.api("GET", "/api/service/whoami");
    const moved = await run.update(kind.type, prior, kind.grant("other", one));
    expect(moved).toMatchObject({ state: kind.grant("other", one), errors: [], warnings: [] });
  });

  it("to itself, spelt otherwise, is none", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    const upper = String(kind.grant("one")[kind.object]).toUpperCase();
    const same = { ...kind.grant("one", one), [kind.object]: upper };
    expect(await run.update(kind.type, prior, same)).toMatchObject({ state: same, errors: [] });
    expect(writesIn(await world.sent())).toEqual([]);
  });
});

describe("the API key's own right", () => {
  it("stays where the key would no longer see the connection, and is taken back there", async () => {
    const kind = world.kinds.admin;
    await world.control.changeSettings({ tokenReads: "granted" });
    const prior = await world.granted(kind, "one", world.own);
    const moved = await run.update(kind.type, prior, kind.grant("other", world.own));
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ summary: "Refused to remove the API key's own right" }]);
    expect(await world.holders(kind, "one")).toContain(world.own);
    expect(await world.holders(kind, "other")).not.toContain(world.own);
  });

  it("moves where the key saw both before, and can be let go there", async () => {
    const kind = world.kinds.admin;
    const prior = await world.granted(kind, "one", world.own);
    const moved = await run.update(kind.type, prior, kind.grant("other", world.own));
    expect(moved).toMatchObject({ state: kind.grant("other", world.own), errors: [] });
    const removed = await (await pluginRun(world.tenant)).remove(kind.type, moved);
    expect(removed).toMatchObject({ state: null, errors: [] });
  });

  it("is not let go there on the strength of having seen the old connection before", async () => {
    const kind = world.kinds.admin;
    const prior = await world.granted(kind, "one", world.own);
    const hidden = { match: { method: "GET", path: `${guidOf(kind, "other")}` }, times: 1 };
    await world.control.addFaults({
      ...hidden,
      do: { status: 403, body: { code: 1, message: "no" } },
    });
    const moved = await run.update(kind.type, prior, kind.grant("other", world.own));
    expect(moved).toMatchObject({ state: kind.grant("other", world.own), errors: [] });
    const removed = await (await pluginRun(world.tenant)).remove(kind.type, moved);
    expect(removed.errors).toMatchObject([
      { summary: "Refused to remove the API key's own right" },
    ]);
  });
});

const guidOf = (kind: MovedKind, place: "one" | "other") => kind.grant(place)[kind.object];
