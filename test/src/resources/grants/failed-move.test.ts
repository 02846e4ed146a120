// A grant whose move to another object fails, in either half: what was done is undone, or named.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { HELD_UP } from "../../../tenant-control.js";
import { virtualClock } from "../../../virtual-clock.js";
import { untilSent } from "../until-sent.js";
import { type MoveWorld, moveWorld } from "./move-world.js";
import { type Applied, type PluginRun, pluginRun } from "./plugin-run.js";

let world: MoveWorld;
let run: PluginRun;
beforeEach(async () => {
  world = await moveWorld();
  run = await pluginRun(world.tenant);
});
afterEach(() => world.tenant.stop());

const refused = { status: 400, body: { code: 1000, message: "not on Sundays" } } as const;
const asItWas = (prior: Applied) => ({ state: prior.state });

describe.each(["admin", "viewer", "binding"] as const)("a moved %s", (name) => {
  it("that cannot be given there stays here", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    await world.control.addFaults({ match: kind.writes, times: 99, do: refused });
    const moved = await run.update(kind.type, prior, kind.grant("other", one));
    expect(moved).toMatchObject({ ...asItWas(prior), warnings: [] });
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining("not on Sundays") }]);
    expect(await world.holders(kind, "one")).toContain(one);
    expect(await world.holders(kind, "other")).not.toContain(one);
  });

  it("that cannot be taken off here is taken back there, but for those who held it before", async () => {
    const kind = world.kinds[name];
    const [one, , holder] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    await world.control.addFaults({ match: kind.writes, skip: 1, do: refused });
    const moving = run.update(kind.type, prior, kind.grant("other", one, holder));
    const moved = await world.neverAbsent(kind, [one], moving);
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining("not on Sundays") }]);
    expect(moved.warnings).toMatchObject([
      {
        summary: expect.stringMatching(/ stays on /),
        detail: expect.stringContaining("taken off again"),
      },
    ]);
    expect(await world.holders(kind, "one")).toContain(one);
    expect(await world.holders(kind, "other")).not.toContain(one);
    expect(await world.holders(kind, "other")).toContain(holder);
    const again = await (await pluginRun(world.tenant)).update(
      kind.type,
      moved,
      kind.grant("other", one),
    );
    expect(again).toMatchObject({ state: kind.grant("other", one), errors: [] });
  });

  it("that can neither be taken off here nor taken back there is named on both", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    await world.control.addFaults({ match: kind.writes, skip: 1, times: 99, do: refused });
    const moved = await run.update(kind.type, prior, kind.grant("other", one));
    const [here, there] = (["one", "other"] as const).map((place) =>
      String(kind.grant(place)[kind.object]),
    );
    expect(moved).toMatchObject({ ...asItWas(prior), warnings: [] });
    expect(moved.errors).toMatchObject([
      {
        summary: expect.stringMatching(/^A .* may be on two objects$/),
        detail: expect.stringMatching(
          new RegExp(`${one}.*from ${here} to ${there}.*not on Sundays.*Apply again`, "s"),
        ),
        attribute: [kind.object],
      },
      { detail: expect.stringContaining("not on Sundays") },
    ]);
    await world.control.clearFaults();
    expect(await world.holders(kind, "one")).toContain(one);
    expect(await world.holders(kind, "other")).toContain(one);
    const again = await (await pluginRun(world.tenant)).update(
      kind.type,
      moved,
      kind.grant("other", one),
    );
    expect(again).toMatchObject({ state: kind.grant("other", one), errors: [] });
    expect(await world.holders(kind, "one")).not.toContain(one);
  });

  it("that is stopped half-way is taken back there", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    const patient = await pluginRun(world.tenant);
    await world.control.addFaults({ match: kind.writes, do: HELD_UP });
    const moving = patient.update(kind.type, prior, kind.grant("other", one));
    await untilSent(world.control, kind.writes, moving);
    patient.stop();
    await world.control.clearFaults();
    const moved = await moving;
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toHaveLength(1);
    expect(await world.holders(kind, "one")).toContain(one);
    expect(await world.holders(kind, "other")).not.toContain(one);
  });

  it("whose second half hangs ends at its own timeout, and is undone", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const timeouts = { create: null, read: null, update: "20s", delete: null };
    const prior = await world.granted(kind, "one", one);
    const clock = virtualClock(Date.now());
    const slow = await pluginRun(world.tenant, { clock });
    await world.control.addFaults({ match: kind.writes, skip: 1, do: { hang: true } });
    const planned = { ...kind.grant("other", one), timeouts };
    const moving = slow.update(kind.type, prior, planned);
    await untilSent(world.control, kind.writes, moving, 2);
    clock.advance(20_000);
    const moved = await moving;
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining("after 20s") }]);
    expect(await world.holders(kind, "one")).toContain(one);
    expect(await world.holders(kind, "other")).not.toContain(one);
  });

  it("that is stopped half-way, and cannot be taken back there, is named on both", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await world.granted(kind, "one", one);
    const patient = await pluginRun(world.tenant);
    await world.control.addFaults(
      { match: kind.writes, do: { delayMs: 1_000 } },
      { match: kind.writes, times: 99, do: refused },
    );
    const moving = patient.update(kind.type, prior, kind.grant("other", one));
    await untilSent(world.control, kind.writes, moving);
    patient.stop();
    const moved = await moving;
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors[0]).toMatchObject({
      summary: expect.stringMatching(/may be on two objects$/),
      detail: expect.stringContaining("not on Sundays"),
    });
  });
});

describe("a moved binding of two tokens", () => {
  it("of which one cannot be unlinked here gives the other its link back", async () => {
    const kind = world.kinds.binding;
    const [one, two] = kind.principals;
    const prior = await world.granted(kind, "one", one, two);
    const writesOfTwo = { method: "POST", path: `apikeys/${two}` };
    await world.control.addFaults({ match: writesOfTwo, skip: 1, do: refused });
    const moving = run.update(kind.type, prior, kind.grant("other", one, two));
    const moved = await world.neverAbsent(kind, [one, two], moving);
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining(two) }]);
    expect([...(await world.holders(kind, "one"))].sort()).toEqual([one, two].sort());
    expect(await world.holders(kind, "other")).toEqual([kind.principals[2]]);
  });

  it("of which one cannot get its link back keeps the new one", async () => {
    const kind = world.kinds.binding;
    const [one, two] = kind.principals;
    const prior = await world.granted(kind, "one", one, two);
    await world.control.addFaults(
      { match: { method: "POST", path: `apikeys/${two}` }, skip: 1, do: refused },
      { match: { method: "POST", path: `apikeys/${one}` }, skip: 2, times: 99, do: refused },
    );
    const moving = run.update(kind.type, prior, kind.grant("other", one, two));
    const moved = await world.neverAbsent(kind, [one, two], moving);
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([
      {
        summary: "A persona binding may be on two objects",
        detail: expect.stringMatching(new RegExp(`"${one}" may no longer have the right on`)),
      },
      { detail: expect.stringContaining(two) },
    ]);
    await world.control.clearFaults();
    expect(await world.holders(kind, "other")).toContain(one);
    expect(await world.holders(kind, "other")).not.toContain(two);
  });

  it("that works for one of them there only stays here", async () => {
    const kind = world.kinds.binding;
    const [one, two] = kind.principals;
    const prior = await world.granted(kind, "one", one, two);
    const match = { method: "POST", path: `apikeys/${two}` };
    await world.control.addFaults({ match, times: 99, do: refused });
    const moved = await run.update(kind.type, prior, kind.grant("other", one, two));
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.warnings).toMatchObject([{ summary: expect.stringContaining("stays on") }]);
    expect(await world.holders(kind, "other")).toEqual([kind.principals[2]]);
    expect([...(await world.holders(kind, "one"))].sort()).toEqual([one, two].sort());
  });
});
