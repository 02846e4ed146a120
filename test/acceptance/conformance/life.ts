// The plainest story of a type: what is tried with every engine.
import { expect } from "@jest/globals";
import type { Stage } from "../harness/stage.js";
import { succeeded } from "../harness/succeeded.js";
import type { DataSubject } from "./data-subject.js";
import { data } from "./hcl.js";
import type { Trial } from "./trial.js";
import type { World } from "./world.js";

export const IN_PLACE = "0 added, 1 changed, 0 destroyed";
const ANEW = "1 added, 0 changed, 1 destroyed";

/** A resource type: it is created, updated in each attribute, and destroyed, twice. */
export async function expectLife(trial: Trial): Promise<void> {
  const { subject, world } = trial;
  const { workspace } = trial.stage;
  await trial.create();
  await trial.expectSettled(trial.given);
  let given = trial.given;
  for (const [attribute, value] of Object.entries(subject.changed(world))) {
    given = { ...given, [attribute]: value };
    await trial.configure(given);
    const applied = await succeeded(workspace.apply());
    expect(applied.output).toContain(subject.replacing.includes(attribute) ? ANEW : IN_PLACE);
    await trial.expectSettled(given);
  }
  expect((await succeeded(workspace.destroy())).output).toContain("1 destroyed");
  await trial.expectHeld();
  expect((await succeeded(workspace.destroy())).output).toContain("0 destroyed");
}

/** A data source type: it is found by all that it may be asked by, and then nothing is to be done. */
export async function expectFoundByAll(
  { type, lookups }: DataSubject,
  { workspace }: Stage,
  world: World,
): Promise<void> {
  const all = lookups(world);
  const blocks = all.map(({ given }, n) => data({ type, name: `by_${n}`, given }));
  await workspace.configure(blocks.join(""));
  await succeeded(workspace.apply());
  for (const [n, { gives }] of all.entries()) {
    expect(await workspace.attributes(`${type}.by_${n}`)).toMatchObject(gives);
  }
  expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
}
