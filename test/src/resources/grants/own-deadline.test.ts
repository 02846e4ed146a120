// Whatever hangs, and whoever else waits for it: each operation ends at its own timeout.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../../../src/tenant/index.js";
import { virtualClock } from "../../../virtual-clock.js";
import { untilSent } from "../until-sent.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { pluginRun } from "./plugin-run.js";

let world: AssetWorld;
beforeEach(async () => {
  world = await assetWorld();
});
afterEach(() => world.tenant.stop());

const ADMIN = "atlan_connection_admin";
const BINDING = "atlan_token_persona_binding";
const admin = (name: string) => ({ connection_id: world.connection.guid, usernames: [name] });
const timeouts = (seconds: number) => {
  const timeout = `${seconds}s`;
  return { timeouts: { create: timeout, read: timeout, update: timeout, delete: timeout } };
};

const entityReads = { method: "GET", path: "entity/guid" };
const whoAmI = { method: "GET", path: "users/current" };
const lists = { method: "GET", path: "apikeys" };

type Run = Awaited<ReturnType<typeof pluginRun>>;

interface Case {
  readonly name: string;
  readonly hangs: Fault["match"];
  readonly type: string;
  readonly work: (run: Run, seconds: number) => ReturnType<Run["create"]>;
}

const binding = async () => {
  const { tokens, personas } = await world.control.state();
  const [loader] = tokens.filter(({ displayName }) => displayName === "loader");
  return {
    persona_qualified_name: personas[0]?.qualifiedName ?? "",
    token_ids: [loader?.id ?? ""],
  };
};

const cases: readonly Case[] = [
  {
    name: "a create, when the read before its write hangs",
    hangs: entityReads,
    type: ADMIN,
    work: (run, seconds) => run.create(ADMIN, { ...admin("tomas"), ...timeouts(seconds) }),
  },
  {
    name: "a create, when asking whose bearer it is hangs",
    hangs: whoAmI,
    type: ADMIN,
    work: (run, seconds) => run.create(ADMIN, { ...admin("tomas"), ...timeouts(seconds) }),
  },
  {
    name: "a delete, when asking who the API key is hangs",
    hangs: whoAmI,
    type: ADMIN,
    work: (run, seconds) => run.remove(ADMIN, { ...admin("ingrid"), ...timeouts(seconds) }),
  },
  {
    name: "a read, when the entity hangs",
    hangs: entityReads,
    type: ADMIN,
    work: (run, seconds) => run.read(ADMIN, { ...admin("ingrid"), ...timeouts(seconds) }),
  },
  {
    name: "a binding, when the list of tokens hangs",
    hangs: lists,
    type: BINDING,
    work: async (run, seconds) =>
      run.create(BINDING, { ...(await binding()), ...timeouts(seconds) }),
  },
];

describe.each(cases)("$name", ({ hangs, work }) => {
  it("ends at its own timeout, beside another one that has longer", async () => {
    const clock = virtualClock(Date.now());
    const run = await pluginRun(world.tenant, { clock });
    await world.control.addFaults({ match: hangs, times: 99, do: { hang: true } });
    let hasOtherEnded = false;
    const other = work(run, 500).finally(() => {
      hasOtherEnded = true;
    });
    const mine = work(run, 20);
    await untilSent(world.control, hangs, mine);
    clock.advance(20_000);
    const { errors } = await mine;
    expect(errors).toMatchObject([{ detail: expect.stringContaining("after 20s") }]);
    expect(hasOtherEnded).toBe(false);
    clock.advance(480_000);
    expect((await other).errors).toMatchObject([{ detail: expect.stringContaining("after 500s") }]);
  });
});
