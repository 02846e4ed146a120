// What every data source promises, tried alike with each, in a kind tenant and in an unkind one.
import { describe, expect, it } from "@jest/globals";
import { HELD_UP } from "../../tenant-control.js";
import { type Engine, engines, inTurn } from "../harness/engines.js";
import { interrupted } from "../harness/interrupted.js";
import { type Stage, type StageOptions, stages } from "../harness/stage.js";
import { succeeded } from "../harness/succeeded.js";
import type { DataSubject } from "./data-subject.js";
import { dataSeed, dataSubjects } from "./data-subjects.js";
import { data, terraformData, unknownProvider } from "./hcl.js";
import { expectFoundByAll } from "./life.js";
import { kind, LAG_SECONDS, unkind } from "./profiles.js";
import type { Arguments } from "./subject.js";
import { type World, worldOf } from "./world.js";

const OURS = /rpc error|did not respond|This is a bug|inconsistent/;

/** A type that one engine plays in one of these, another one plays in the other. */
const tenants = [
  { ...kind, turn: 0, played: engines },
  { ...unkind, turn: 1, played: undefined },
];

describe.each(tenants)("in $name", ({ settings, turn, played }) => {
  describe.each(inTurn(dataSubjects, turn))("$type, by $engine.name", ({ engine, ...subject }) => {
    const openStage = stages({ tenant: { seed: dataSeed, settings }, binary: engine.binary });
    const open = async (options: StageOptions = {}) => {
      const stage = await openStage("", options);
      return { stage, world: worldOf(await stage.control.state()) };
    };
    dataSourceTests(subject, open, played ?? [engine]);
  });
});

type Open = (options?: StageOptions) => Promise<{ readonly stage: Stage; readonly world: World }>;

function dataSourceTests(subject: DataSubject, open: Open, played: readonly Engine[]): void {
  const { type, reads } = subject;
  const lookUp = (given: Arguments, name = "it") => data({ type, name, given });
  const plainest = (world: World) => subject.lookups(world)[0];

  it.each(played)("finds it by all that it may be asked by, with $name", async ({ binary }) => {
    const { stage, world } = await open({ binary });
    await expectFoundByAll(subject, stage, world);
  });

  it("is refused with arguments that cannot be, before the tenant is asked", async () => {
    const { stage } = await open();
    for (const { given, says } of subject.invalid) {
      await stage.workspace.configure(lookUp(given));
      const validated = await stage.workspace.run("validate");
      expect(validated.exitCode).toBe(1);
      expect(validated.prose).toMatch(says);
    }
    expect(await stage.control.requests()).toEqual([]);
  });

  const { none, several, hidden, vanish } = subject;

  if (none !== undefined) {
    it("finds nothing, and says what is like it or gives an empty list", async () => {
      const { stage } = await open();
      await stage.workspace.configure(lookUp(none.given));
      if ("says" in none) await expectError(stage, none.says);
      else await expectGiven(stage, type, none.gives);
    });
  }

  if (several !== undefined) {
    it("finds several, and names them instead of choosing", async () => {
      const { stage } = await open();
      await stage.workspace.configure(lookUp(several.given));
      await expectError(stage, several.says);
    });
  }

  if (hidden !== undefined) {
    it("says that the API key may not see it, and sees it as a person", async () => {
      const { stage, world } = await open();
      const { given, gives } = plainest(world);
      await stage.control.changeSettings({ tokenReads: "granted" });
      await stage.workspace.configure(lookUp(given));
      await expectError(stage, hidden.says, { ATLAN_USER_BEARER_TOKEN: "" });
      await expectGiven(stage, type, gives);
    });
  }

  if (vanish !== undefined) {
    it("does not find what has gone since", async () => {
      const { stage, world } = await open();
      const { given, gives } = plainest(world);
      await stage.workspace.configure(lookUp(given));
      await expectGiven(stage, type, gives);
      await vanish.by(stage, world);
      await stage.control.advance(LAG_SECONDS);
      if (vanish.says instanceof RegExp) await expectError(stage, vanish.says);
      else await expectGiven(stage, type, vanish.says);
    });
  }

  it("says what the tenant refuses, and what to do", async () => {
    const { stage, world } = await open();
    await stage.workspace.configure(lookUp(plainest(world).given));
    const body = { code: 1006, message: "not on Sundays" };
    await stage.control.addFaults({ match: reads, times: 99, do: { status: 403, body } });
    await expectError(stage, /Error: Cannot .*403.*not on Sundays/);
  });

  it("may have arguments that are not known before apply", async () => {
    const { stage, world } = await open();
    const [{ given, gives }] = subject.lookups(world).slice(-1) as [
      { given: Arguments; gives: Arguments },
    ];
    const references = Object.keys(given).map(
      (name) => `  ${name} = terraform_data.inputs.output.${name}\n`,
    );
    await stage.workspace.configure(
      terraformData("inputs", given) + data({ type, given: {}, more: references.join("") }),
    );
    await expectGiven(stage, type, gives);
  });

  it("says that it has to wait for a provider that is not known before apply", async () => {
    const { stage, world } = await open();
    await stage.workspace.configure(
      unknownProvider(stage.tenant.baseUrl, "address") + lookUp(plainest(world).given),
    );
    await expectError(stage, /not known until apply.*-target/);
    expect(await stage.control.requests()).toEqual([]);
    await succeeded(stage.workspace.apply("-target=terraform_data.address"));
    await expectGiven(stage, type, plainest(world).gives);
  });

  it("stopped while it asks, ends at once", async () => {
    const { stage, world } = await open();
    const { control, workspace } = stage;
    await workspace.configure(lookUp(plainest(world).given));
    await control.addFaults({ match: reads, do: HELD_UP });
    const isReached = async () =>
      (await control.requests()).some(({ path }) => new RegExp(reads.path).test(path));
    // Not in an apply: Terraform passes a stop on only when its plan is made.
    const said = await interrupted(stage, isReached, "plan", "-input=false");
    expect(said).toContain("Terraform asked the plugin to stop");
    expect(said).not.toMatch(OURS);
  });
}

/** That a plan fails, with one error, which says this. */
async function expectError({ workspace }: Stage, says: RegExp, environment = {}): Promise<void> {
  const planned = await workspace.runWith({ environment }, "plan", "-input=false");
  expect(planned.exitCode).toBe(1);
  expect(planned.prose).toMatch(says);
  expect(planned.prose).not.toMatch(OURS);
  expect(planned.prose.match(/Error: /g)).toHaveLength(1);
}

/** That it gives this when applied, and that the plan is empty then. */
async function expectGiven({ workspace }: Stage, type: string, gives: Arguments): Promise<void> {
  await succeeded(workspace.apply());
  expect(await workspace.attributes(`${type}.it`)).toMatchObject(gives);
  expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
}
