// Rotations beside grants of the same run: what a rotation gave is given, and what a grant takes is taken from both.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ObjectValue, Value } from "../../../../src/framework/index.js";
import type { Result } from "../principals/token-run.js";
import { type RotationWorld, rotate, rotationWorld } from "./rotation-world.js";

let world: RotationWorld;
beforeEach(async () => {
  world = await rotationWorld();
});
afterEach(() => world.run.tenant.stop());

interface Kind {
  readonly type: string;
  readonly grant: (principals: readonly Value[]) => ObjectValue;
  readonly of: (state: ObjectValue | null) => Value;
  readonly active: (state: ObjectValue | null) => readonly Value[];
  readonly holders: () => Promise<readonly unknown[]>;
}

const active = (name: string) => (state: ObjectValue | null) => {
  const all = state?.[name];
  return Array.isArray(all) ? all : [];
};

const kinds: Readonly<Record<"admin" | "viewer" | "binding", Kind>> = {
  admin: {
    type: "atlan_connection_admin",
    grant: (usernames) => ({ connection_id: world.connection.guid, usernames }),
    of: (state) => state?.username ?? null,
    active: active("active_usernames"),
    holders: async () => (await world.holders()).admins,
  },
  viewer: {
    type: "atlan_collection_viewer",
    grant: (usernames) => ({ collection_id: world.collection.guid, usernames }),
    of: (state) => state?.username ?? null,
    active: active("active_usernames"),
    holders: async () => (await world.holders()).viewers,
  },
  binding: {
    type: "atlan_token_persona_binding",
    grant: (token_ids) => ({ persona_qualified_name: world.persona.qualifiedName, token_ids }),
    of: (state) => state?.id ?? null,
    active: active("active_ids"),
    holders: async () =>
      (await world.run.control.state()).tokens
        .filter((token) => token.personaQualifiedNames.includes(world.persona.qualifiedName))
        .map(({ id }) => id),
  },
};

/** As an earlier run left it in the state. */
const held = async ({ type, grant, of }: Kind): Promise<Result> =>
  await world.run.grant(type, grant([of(world.made.state)]));

const writes = async () =>
  (await world.run.control.requests())
    .filter(({ method, path }) => method === "POST" && !path.endsWith("indexsearch"))
    .map(({ path }) => path);

describe.each(["admin", "viewer", "binding"] as const)("a grant of the stack: %s", (name) => {
  it("finds what the rotation gave: it writes nothing and warns of nothing", async () => {
    const kind = kinds[name];
    const prior = await held(kind);
    const { state } = await rotate(world.run, world.made);
    await world.run.control.clearRequests();
    const changed = await world.run.regrant(kind.type, prior, kind.grant(kind.active(state)));
    expect(changed).toMatchObject({ errors: [], warnings: [] });
    expect(await writes()).toEqual([]);
    expect(await kind.holders()).toContain(kind.of(state));
  });

  it("that is destroyed after the rotation takes the right from both tokens", async () => {
    const kind = kinds[name];
    const prior = await held(kind);
    const { state } = await rotate(world.run, world.made);
    const { errors } = await world.run.ungrant(kind.type, prior);
    expect(errors).toEqual([]);
    const holders = await kind.holders();
    expect(holders).not.toContain(kind.of(world.made.state));
    expect(holders).not.toContain(kind.of(state));
  });

  it("that is destroyed while the token rotates takes the right from both tokens", async () => {
    const kind = kinds[name];
    const prior = await held(kind);
    const [{ state, errors }, taken] = await Promise.all([
      rotate(world.run, world.made),
      world.run.ungrant(kind.type, prior),
    ]);
    expect([errors, taken.errors]).toEqual([[], []]);
    const holders = await kind.holders();
    expect(holders).not.toContain(kind.of(world.made.state));
    expect(holders).not.toContain(kind.of(state));
  });

  it("that is destroyed leaves the right where another one declares it for the new token", async () => {
    const kind = kinds[name];
    const prior = await held(kind);
    const { state } = await rotate(world.run, world.made);
    await world.run.grant(kind.type, kind.grant([kind.of(state)]));
    await world.run.ungrant(kind.type, prior);
    const holders = await kind.holders();
    expect(holders).toContain(kind.of(state));
    expect(holders).not.toContain(kind.of(world.made.state));
  });
});

describe("two tokens that rotate together", () => {
  it.each([
    ["as fast", 0],
    ["one later", 3],
  ])("cost one write of the connection that they share (%s)", async (_name, times) => {
    const { run, made, connection, collection } = world;
    const other = await run.create({ display_name: "exporter" });
    const usernames = [String(other.state?.username)];
    await run.grant("atlan_connection_admin", { connection_id: connection.guid, usernames });
    await run.ungrant(
      "atlan_collection_viewer",
      await run.grant("atlan_collection_viewer", {
        collection_id: collection.guid,
        usernames: [String(made.state?.username)],
      }),
    );
    run.clock.advance(600_000);
    await run.control.clearRequests();
    const late = { match: { path: "users/current" }, times, do: { status: 401 } };
    if (times > 0) await run.control.addFaults(late);
    const both = await Promise.all([made, other].map((each) => rotate(run, each)));
    expect(both).toMatchObject([{ errors: [] }, { errors: [] }]);
    const admins = (await world.holders()).admins;
    expect(admins).toEqual(expect.arrayContaining(both.map(({ state }) => state?.username)));
    const asset = (await writes()).filter((path) => path.includes("entity/bulk"));
    expect(asset).toHaveLength(1);
  });
});
