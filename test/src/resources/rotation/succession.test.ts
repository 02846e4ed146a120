// States that do not know of a rotation: an older copy, a second one, and those that killed runs leave.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Result } from "../principals/token-run.js";
import {
  EVERY_HOUR,
  meanwhile,
  type RotationWorld,
  rotate,
  rotationWorld,
} from "./rotation-world.js";

let world: RotationWorld;
/** What the state said before the rotation, with its settings. */
let before: Result;
let rotated: Result;
beforeEach(async () => {
  world = await rotationWorld();
  const { made, run } = world;
  before = { ...made, state: { ...made.state, rotation: EVERY_HOUR } };
  rotated = await rotate(run, before);
  run.clock.advance(600_000);
});
afterEach(() => world.run.tenant.stop());

const fresh = () => world.run.again();
const remove = (id: unknown) => meanwhile(world.run, [{ deleteToken: { guid: String(id) } }]);
const successor = () => rotated.state ?? {};
const old = () => before.state ?? {};

describe("an older state", () => {
  it("names the successor while the predecessor works, and is kept as it is", async () => {
    const { state, errors } = await (await fresh()).read(before);
    expect(errors).toMatchObject([{ summary: "Another API token has taken over" }]);
    for (const name of [old().id, successor().id, successor().client_id]) {
      expect(errors[0]?.detail).toContain(name);
    }
    expect(state).toEqual(before.state);
    expect(await world.names()).toHaveLength(2);
  });

  it("names it when the predecessor is gone, and never drops the token", async () => {
    await remove(old().id);
    const { state, errors } = await (await fresh()).read(before);
    expect(errors).toMatchObject([{ summary: "Another API token has taken over" }]);
    expect(errors[0]?.detail).toContain("is gone, and");
    expect(errors[0]?.detail).toContain(`import ${successor().id}`);
    expect(state).toEqual(before.state);
    expect(await world.token(successor().id)).toBeDefined();
  });

  it("of a second configuration says the same, without a rotation of its own", async () => {
    const { state } = before;
    const imported = { ...before, state: { ...state, rotation: null, access_token: null } };
    const { errors } = await (await fresh()).read(imported);
    expect(errors).toMatchObject([{ summary: "Another API token has taken over" }]);
  });

  it("goes on once the successor is deleted: the token is found under its retired name", async () => {
    await remove(successor().id);
    const { state, errors } = await (await fresh()).read(before);
    expect(errors).toEqual([]);
    expect(state).toMatchObject({
      id: old().id,
      display_name: `loader (retired, succeeded by ${successor().client_id})`,
    });
  });

  it("goes on where the successor was never finished", async () => {
    const claim =
      "being created by cdktf-provider-atlan, claim 00000000-0000-4000-8000-000000000000, stale after 2030-01-01T00:00:00Z";
    const body = {
      displayName: "loader",
      description: claim,
      personas: [],
      personaQualifiedNames: [],
    };
    await world.run.control.api("POST", `/api/service/apikeys/${successor().id}`, body);
    const { state, errors } = await (await fresh()).read(before);
    expect(errors).toEqual([]);
    expect(state?.id).toBe(old().id);
  });
});

describe("a token that is gone", () => {
  it("is dropped where no other token of its creator has its name", async () => {
    await remove(old().id);
    await remove(successor().id);
    const { state, errors, warnings } = await (await fresh()).read(before);
    expect({ state, errors }).toEqual({ state: null, errors: [] });
    expect(warnings).toMatchObject([{ summary: `API token ${old().id} is gone` }]);
  });

  it("is dropped where it does not rotate, whoever has its name", async () => {
    await remove(old().id);
    const { state, errors } = await (await fresh()).read(world.made);
    expect({ state, errors }).toEqual({ state: null, errors: [] });
  });

  it("is dropped where the token that has its name is in the state, too: it was replaced, not rotated", async () => {
    await remove(old().id);
    const run = await fresh();
    const [current, replaced] = await Promise.all([run.read(rotated), run.read(before)]);
    expect(current).toMatchObject({ errors: [], state: { id: successor().id } });
    expect(replaced).toMatchObject({ errors: [], state: null });
  });

  it("is kept while its predecessor works, which is then deleted with it", async () => {
    await remove(successor().id);
    const run = await fresh();
    const kept = await run.read(rotated);
    expect(kept.errors).toEqual([]);
    expect(kept.state).toMatchObject({ id: successor().id, retiring: [{ id: old().id }] });
    expect(kept.warnings).toMatchObject([
      { detail: expect.stringContaining("its predecessor still works") },
    ]);
    expect(await run.remove(kept)).toMatchObject({ state: null, errors: [] });
    expect(await world.names()).toEqual([]);
  });
});

describe("a read in the overlap", () => {
  it("has the predecessor among those that carry the token's rights", async () => {
    const { state, errors, warnings } = await (await fresh()).read(rotated);
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(state).toMatchObject({
      active_ids: [successor().id, old().id],
      active_usernames: [successor().username, old().username],
    });
  });

  it("drops one that was deleted meanwhile, however lately it was rotated", async () => {
    const again = await rotate(world.run, rotated);
    await remove(successor().id);
    const { state, errors } = await (await fresh()).read(again);
    expect(errors).toEqual([]);
    expect(state).toMatchObject({
      active_ids: [again.state?.id, old().id],
      retiring: [{ id: old().id }],
    });
  });
});
