// A grant that moves to another object: the right is never absent, and a move that fails leaves everything as it was.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { systemClock } from "../../../../src/clock.js";
import type { Fault } from "../../../../src/tenant/index.js";
import { virtualClock } from "../../../virtual-clock.js";
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

/** The grant on the first object, made in a run before. */
async function granted({ type, grant }: MovedKind, ...principals: readonly string[]) {
  const earlier = await pluginRun(world.tenant);
  const created = await earlier.create(type, grant("one", ...principals));
  expect(created.errors).toEqual([]);
  await world.control.forgetRequests();
  return created;
}

/** The work's result; and that each of them held the right on one of the objects at every moment of it. */
async function neverAbsent<T>(kind: MovedKind, names: readonly string[], work: Promise<T>) {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const held = [...(await kind.holders("other")), ...(await kind.holders("one"))];
    expect(held).toEqual(expect.arrayContaining([...names]));
  }
  return await done;
}

const refused = { status: 400, body: { code: 1000, message: "not on Sundays" } } as const;
const asItWas = (prior: Applied) => ({ state: prior.state });

describe.each(["admin", "viewer", "binding"] as const)("a moved %s", (name) => {
  it("is given there, seen to hold, and then taken off here", async () => {
    const kind = world.kinds[name];
    const [one, two] = kind.principals;
    const prior = await granted(kind, one, two);
    const moving = run.update(kind.type, prior, kind.grant("other", one, two));
    const moved = await neverAbsent(kind, [one, two], moving);
    expect(moved).toMatchObject({ state: kind.grant("other", one, two), errors: [], warnings: [] });
    expect(await kind.holders("other")).toEqual(expect.arrayContaining([one, two]));
    expect(await kind.holders("one")).not.toEqual(expect.arrayContaining([one]));
    expect(await kind.holders("one")).not.toEqual(expect.arrayContaining([two]));
    const read = await (await pluginRun(world.tenant)).read(kind.type, moved);
    expect(read).toMatchObject({ state: moved.state, warnings: [] });
  });

  it("may have other principals there", async () => {
    const kind = world.kinds[name];
    const [one, two] = kind.principals;
    const prior = await granted(kind, one);
    const moved = await run.update(kind.type, prior, kind.grant("other", two));
    expect(moved).toMatchObject({ state: kind.grant("other", two), errors: [], warnings: [] });
    expect(await kind.holders("other")).not.toContain(one);
    expect(await kind.holders("one")).not.toContain(one);
  });

  it("adopts who holds the right there already, with a warning", async () => {
    const kind = world.kinds[name];
    const [one, , holder] = kind.principals;
    const prior = await granted(kind, one);
    const moved = await run.update(kind.type, prior, kind.grant("other", one, holder));
    expect(moved.errors).toEqual([]);
    expect(moved.warnings).toMatchObject([
      { summary: expect.stringMatching(new RegExp(`existed already: ${holder}$`)) },
    ]);
  });

  it("that cannot be given there stays here", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await granted(kind, one);
    await world.control.faults({ match: kind.writes, times: 99, do: refused });
    const moved = await run.update(kind.type, prior, kind.grant("other", one));
    expect(moved).toMatchObject({ ...asItWas(prior), warnings: [] });
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining("not on Sundays") }]);
    expect(await kind.holders("one")).toContain(one);
    expect(await kind.holders("other")).not.toContain(one);
  });

  it("that cannot be taken off here is taken back there, but for those who held it before", async () => {
    const kind = world.kinds[name];
    const [one, , holder] = kind.principals;
    const prior = await granted(kind, one);
    await world.control.faults({ match: kind.writes, skip: 1, do: refused });
    const moving = run.update(kind.type, prior, kind.grant("other", one, holder));
    const moved = await neverAbsent(kind, [one], moving);
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining("not on Sundays") }]);
    expect(moved.warnings).toMatchObject([
      {
        summary: expect.stringMatching(/ stays on /),
        detail: expect.stringContaining("taken off again"),
      },
    ]);
    expect(await kind.holders("one")).toContain(one);
    expect(await kind.holders("other")).not.toContain(one);
    expect(await kind.holders("other")).toContain(holder);
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
    const prior = await granted(kind, one);
    await world.control.faults({ match: kind.writes, skip: 1, times: 99, do: refused });
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
    expect(await kind.holders("one")).toContain(one);
    expect(await kind.holders("other")).toContain(one);
    const again = await (await pluginRun(world.tenant)).update(
      kind.type,
      moved,
      kind.grant("other", one),
    );
    expect(again).toMatchObject({ state: kind.grant("other", one), errors: [] });
    expect(await kind.holders("one")).not.toContain(one);
  });

  it("that is stopped half-way is taken back there", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await granted(kind, one);
    const real = await pluginRun(world.tenant, { clock: systemClock });
    await world.control.faults({ match: kind.writes, do: { delayMs: 300 } });
    const moving = real.update(kind.type, prior, kind.grant("other", one));
    await isSent(kind.writes);
    real.stop();
    const moved = await moving;
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toHaveLength(1);
    expect(await kind.holders("one")).toContain(one);
    expect(await kind.holders("other")).not.toContain(one);
  });

  it("whose second half hangs ends at its own timeout, and is undone", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const timeouts = { create: null, read: null, update: "20s", delete: null };
    const prior = await granted(kind, one);
    const clock = virtualClock(Date.now());
    const slow = await pluginRun(world.tenant, { clock });
    await world.control.faults({ match: kind.writes, skip: 1, do: { hang: true } });
    const planned = { ...kind.grant("other", one), timeouts };
    const moving = slow.update(kind.type, prior, planned);
    await isSent(kind.writes, 2);
    clock.advance(20_000);
    const moved = await moving;
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining("after 20s") }]);
    expect(await kind.holders("one")).toContain(one);
    expect(await kind.holders("other")).not.toContain(one);
  });

  it("that is stopped half-way, and cannot be taken back there, is named on both", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await granted(kind, one);
    const real = await pluginRun(world.tenant, { clock: systemClock });
    await world.control.faults(
      { match: kind.writes, do: { delayMs: 300 } },
      { match: kind.writes, times: 99, do: refused },
    );
    const moving = real.update(kind.type, prior, kind.grant("other", one));
    await isSent(kind.writes);
    real.stop();
    const moved = await moving;
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors[0]).toMatchObject({
      summary: expect.stringMatching(/may be on two objects$/),
      detail: expect.stringContaining("not on Sundays"),
    });
  });
});

describe.each(["admin", "viewer"] as const)("a moved %s", (name) => {
  it("from an object that is gone is only given there", async () => {
    const kind = world.kinds[name];
    const [one] = kind.principals;
    const prior = await granted(kind, one);
    const guid = String(kind.grant("one")[kind.object]);
    await world.control.faults({
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
    const prior = await granted(kind, one);
    const upper = String(kind.grant("one")[kind.object]).toUpperCase();
    const same = { ...kind.grant("one", one), [kind.object]: upper };
    expect(await run.update(kind.type, prior, same)).toMatchObject({ state: same, errors: [] });
    expect(writesIn(await world.sent())).toEqual([]);
  });
});

describe("a moved binding of two tokens", () => {
  it("of which one cannot be unlinked here gives the other its link back", async () => {
    const kind = world.kinds.binding;
    const [one, two] = kind.principals;
    const prior = await granted(kind, one, two);
    const writesOfTwo = { method: "POST", path: `apikeys/${two}` };
    await world.control.faults({ match: writesOfTwo, skip: 1, do: refused });
    const moving = run.update(kind.type, prior, kind.grant("other", one, two));
    const moved = await neverAbsent(kind, [one, two], moving);
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ detail: expect.stringContaining(two) }]);
    expect([...(await kind.holders("one"))].sort()).toEqual([one, two].sort());
    expect(await kind.holders("other")).toEqual([kind.principals[2]]);
  });

  it("of which one cannot get its link back keeps the new one", async () => {
    const kind = world.kinds.binding;
    const [one, two] = kind.principals;
    const prior = await granted(kind, one, two);
    await world.control.faults(
      { match: { method: "POST", path: `apikeys/${two}` }, skip: 1, do: refused },
      { match: { method: "POST", path: `apikeys/${one}` }, skip: 2, times: 99, do: refused },
    );
    const moving = run.update(kind.type, prior, kind.grant("other", one, two));
    const moved = await neverAbsent(kind, [one, two], moving);
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([
      {
        summary: "A persona binding may be on two objects",
        detail: expect.stringMatching(new RegExp(`"${one}" may no longer have the right on`)),
      },
      { detail: expect.stringContaining(two) },
    ]);
    await world.control.clearFaults();
    expect(await kind.holders("other")).toContain(one);
    expect(await kind.holders("other")).not.toContain(two);
  });

  it("that works for one of them there only stays here", async () => {
    const kind = world.kinds.binding;
    const [one, two] = kind.principals;
    const prior = await granted(kind, one, two);
    const match = { method: "POST", path: `apikeys/${two}` };
    await world.control.faults({ match, times: 99, do: refused });
    const moved = await run.update(kind.type, prior, kind.grant("other", one, two));
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.warnings).toMatchObject([{ summary: expect.stringContaining("stays on") }]);
    expect(await kind.holders("other")).toEqual([kind.principals[2]]);
    expect([...(await kind.holders("one"))].sort()).toEqual([one, two].sort());
  });
});

describe("the API key's own right", () => {
  it("stays where the key would no longer see the connection, and is taken back there", async () => {
    const kind = world.kinds.admin;
    await world.control.settings({ tokenReads: "granted" });
    const prior = await granted(kind, world.own);
    const moved = await run.update(kind.type, prior, kind.grant("other", world.own));
    expect(moved).toMatchObject(asItWas(prior));
    expect(moved.errors).toMatchObject([{ summary: "Refused to remove the API key's own right" }]);
    expect(await kind.holders("one")).toContain(world.own);
    expect(await kind.holders("other")).not.toContain(world.own);
  });

  it("moves where the key saw both before, and can be let go there", async () => {
    const kind = world.kinds.admin;
    const prior = await granted(kind, world.own);
    const moved = await run.update(kind.type, prior, kind.grant("other", world.own));
    expect(moved).toMatchObject({ state: kind.grant("other", world.own), errors: [] });
    const removed = await (await pluginRun(world.tenant)).remove(kind.type, moved);
    expect(removed).toMatchObject({ state: null, errors: [] });
  });

  it("is not let go there on the strength of having seen the old connection before", async () => {
    const kind = world.kinds.admin;
    const prior = await granted(kind, world.own);
    const hidden = { match: { method: "GET", path: `${guidOf(kind, "other")}` }, times: 1 };
    await world.control.faults({
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

async function isSent({ method, path = "" }: Fault["match"], times = 1): Promise<void> {
  for (;;) {
    const requests = await world.control.requests();
    const sent = requests.filter((it) => it.method === method && new RegExp(path).test(it.path));
    if (sent.length >= times) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
