// A retirement deletes the predecessors of a token or a client: their usernames tell the two apart.
import { afterEach, describe, expect, it } from "@jest/globals";
import type { ObjectValue } from "../../../../src/framework/index.js";
import { KINDS } from "../principals/kinds.js";
import { type RotationWorld, rotate, rotationWorld } from "../rotation/rotation-world.js";

const TYPE = "atlan_token_retirement";

let world: RotationWorld;
afterEach(() => world.run.tenant.stop());

describe.each(KINDS)("the retirement of the predecessors of %s", (_name, kind) => {
  it("deletes what is due, and no other", async () => {
    world = await rotationWorld({}, {}, kind);
    const rotated = await rotate(world.run, world.made, { retired_elsewhere: true });
    world.run.clock.advance(90_000_000);
    const { state } = await (await world.run.again()).read(rotated);
    const { id, retiring } = state ?? {};
    const { errors, warnings } = await (await world.run.again()).grant(TYPE, {
      token_id: id ?? "",
      retiring: retiring ?? [],
    });
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(await world.names()).toEqual(["loader"]);
    expect(await world.statusOf(world.made)).toBe(401);
    expect(await world.statusOf(rotated)).toBe(200);
  });

  it("does not delete the one that the provider signs in as", async () => {
    world = await rotationWorld({}, {}, kind);
    const rotated = await rotate(world.run, world.made, { retired_elsewhere: true });
    world.run.clock.advance(90_000_000);
    const { state } = await (await world.run.again()).read(rotated);
    const due = (state?.retiring ?? []) as readonly ObjectValue[];
    const asOld = await world.run.again(kind.signInAs(world.made.state ?? {}));
    const { errors } = await asOld.grant(TYPE, {
      token_id: state?.id ?? "",
      retiring: due.map((each) => ({ ...each, due: true })),
    });
    expect(errors).toMatchObject([{ summary: `Refused to delete the ${kind.short} in use` }]);
    expect(await world.names()).toHaveLength(2);
  });
});
