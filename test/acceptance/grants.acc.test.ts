// Grants under real Terraform: each kind through its life.
import { describe, expect, it, jest } from "@jest/globals";
import { block, grantTenant, kinds, worldOf } from "./harness/grant-kinds.js";
import { type Stage, stages } from "./harness/stage.js";

jest.setTimeout(240_000);

describe.each(kinds)("$type", (kind) => {
  const open = stages();
  const begin = async () => {
    const stage = await open("", { tenant: grantTenant });
    const world = await worldOf(stage);
    const [, one, other] = kind.principals(world);
    return { stage, world, one, other, ...stage };
  };
  const holders = async (stage: Stage) => [...kind.holders(await worldOf(stage))].sort();

  it("is created, changed in place, and destroyed twice", async () => {
    const { stage, workspace, world, one, other } = await begin();
    await workspace.configure(block(kind, world, [one]));
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await holders(stage)).toEqual([one]);
    expect((await workspace.plan()).exitCode).toBe(0);

    await workspace.configure(block(kind, world, [other, one]));
    expect((await workspace.apply()).output).toContain("0 added, 1 changed, 0 destroyed");
    expect(await holders(stage)).toEqual([one, other].sort());
    expect((await workspace.plan()).exitCode).toBe(0);

    await workspace.configure(block(kind, world, [other]));
    expect((await workspace.apply()).output).toContain("0 added, 1 changed, 0 destroyed");
    expect(await holders(stage)).toEqual([other]);

    expect(await workspace.destroy()).toMatchObject({ exitCode: 0 });
    expect(await holders(stage)).toEqual([]);
    expect(await workspace.destroy()).toMatchObject({ exitCode: 0 });
  });

  it("is repaired after somebody takes the right from one of two", async () => {
    const { stage, workspace, world, one, other } = await begin();
    await workspace.configure(block(kind, world, [one, other]));
    await workspace.apply();
    await kind.takeAway(stage, await worldOf(stage));
    expect(await holders(stage)).toEqual([other]);
    const planned = await workspace.plan();
    expect(planned).toMatchObject({ exitCode: 2 });
    expect(planned.output).toContain("0 to add, 1 to change, 0 to destroy");
    await workspace.apply();
    expect(await holders(stage)).toEqual([one, other].sort());
  });

  it("is made again, with a warning, after nobody is left", async () => {
    const { stage, workspace, world, one } = await begin();
    await workspace.configure(block(kind, world, [one]));
    await workspace.apply();
    await kind.takeAway(stage, await worldOf(stage));
    const planned = await workspace.plan();
    expect(planned.prose).toMatch(/Warning: The .* is gone/);
    expect(planned.output).toContain("1 to add, 0 to change, 0 to destroy");
    await workspace.apply();
    expect(await holders(stage)).toEqual([one]);
  });

  it("is imported, and then planned without a change", async () => {
    const { stage, workspace, world, one, other } = await begin();
    await workspace.configure(block(kind, world, [one]));
    await workspace.apply();
    await workspace.run("state", "rm", `${kind.type}.it`);
    const [, thing] = kind.thing(world);
    const wrong = await workspace.run("import", `${kind.type}.it`, `${thing},${one},${other}`);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.prose).toContain(`the right is not held by: ${other}`);
    const imported = await workspace.run("import", `${kind.type}.it`, `${thing},${one}`);
    expect(imported).toMatchObject({ exitCode: 0 });
    expect((await workspace.plan()).exitCode).toBe(0);
    expect(await holders(stage)).toEqual([one]);
  });

  it("keeps its rights when it is replaced before it is destroyed", async () => {
    const { stage, workspace, world, one, other } = await begin();
    const lifecycle = "lifecycle { create_before_destroy = true }\n}\n";
    await workspace.configure(block(kind, world, [one, other]).replace(/}\n$/, lifecycle));
    await workspace.apply();
    const replaced = await workspace.apply(`-replace=${kind.type}.it`);
    expect(replaced.output).toContain("1 added, 0 changed, 1 destroyed");
    expect(await holders(stage)).toEqual([one, other].sort());
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("has at least one principal", async () => {
    const { workspace, world } = await begin();
    await workspace.configure(block(kind, world, []));
    const planned = await workspace.plan();
    expect(planned.exitCode).toBe(1);
    expect(planned.prose).toContain("must have at least one element, got none");
  });
});
