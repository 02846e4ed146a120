// What every resource type promises, tried alike with each: its life, and what others, stops and failures do to it.
import { describe, expect, it } from "@jest/globals";
import { HELD_UP } from "../../tenant-control.js";
import { type Engine, inTurn } from "../harness/engines.js";
import { interruptedApply } from "../harness/interrupted.js";
import { succeeded } from "../harness/succeeded.js";
import { lifecycle, resources, unknownInputs, unknownProvider } from "./hcl.js";
import { expectLife, IN_PLACE } from "./life.js";
import type { Profile } from "./profiles.js";
import type { Arguments, Failing, Match, OtherWriter, Subject } from "./subject.js";
import { subjects } from "./subjects/index.js";
import { type Trial, trials } from "./trial.js";

const TEN_MINUTES_SECONDS = 600;

const OURS = /rpc error|did not respond|This is a bug|inconsistent/;

export interface SuiteOptions {
  /** Another number gives each type to another engine. */
  readonly turn: number;
  /** What depends on the engine is played by each of them. By default only by the one whose turn it is. */
  readonly engines?: readonly Engine[];
}

export function resourceSuite(profile: Profile, { turn, engines }: SuiteOptions): void {
  describe(`in ${profile.name}`, () => {
    describe.each(inTurn(subjects, turn))("$type, by $engine.name", ({ engine, ...subject }) =>
      resourceTests(subject, trials(profile, engine), engines ?? [engine]),
    );
  });
}

function resourceTests(
  subject: Subject,
  open: ReturnType<typeof trials>,
  engines: readonly Engine[],
): void {
  it.each(engines)(
    "is created, updated in each attribute, and destroyed, twice, by $name",
    async ({ binary }) => expectLife(await open(subject, binary)),
  );

  it("is refused with values that cannot be, before the tenant is asked", async () => {
    const trial = await open(subject);
    const { workspace, control } = trial.stage;
    for (const { attribute, value, says } of subject.invalid) {
      await trial.configure({ ...trial.given, [attribute]: value });
      const planned = await workspace.run("plan", "-detailed-exitcode");
      expect(planned.exitCode).toBe(1);
      expect(planned.prose).toMatch(says);
      expect(planned.prose).toContain(attribute);
    }
    expect(await control.requests()).toEqual([]);
  });

  it("has a drift of each attribute seen and repaired", async () => {
    const trial = await open(subject);
    const { workspace } = trial.stage;
    for (const { given, by } of subject.drifts) {
      const all = { ...trial.given, ...given?.(trial.world) };
      await trial.create(all);
      await trial.disturb(by);
      expect((await workspace.run("plan", "-detailed-exitcode")).output).toContain(
        "0 to add, 1 to change, 0 to destroy",
      );
      expect((await succeeded(workspace.apply())).output).toContain(IN_PLACE);
      await trial.expectSettled(all);
    }
  });

  const { vanish } = subject;
  if (vanish !== undefined) disappearingTests(subject, vanish, open);

  const { importId } = subject;
  const imported = importId
    ? "is imported, and planned without a change; nothing is not"
    : "is not imported";
  it(imported, async () => {
    const trial = await open(subject);
    const { workspace } = trial.stage;
    await trial.create();
    const created = await trial.instance();
    await succeeded(workspace.run("state", "rm", trial.address));
    for (const [id, says] of subject.importsOfNothing(trial.world)) {
      const refused = await workspace.run("import", trial.address, id);
      expect(refused.exitCode).toBe(1);
      expect(refused.prose).toMatch(says);
    }
    if (importId === undefined) return;
    const id = importId(created?.attributes ?? {});
    await succeeded(workspace.run("import", trial.address, id));
    await trial.expectSettled(trial.given);
  });

  it("may have inputs, and a provider, that are not known before apply", async () => {
    const trial = await open(subject);
    const { workspace, control, tenant } = trial.stage;
    const inputs = unknownInputs(subject, trial.given);
    await workspace.configure(unknownProvider(tenant.baseUrl, "first") + inputs);
    await succeeded(workspace.apply());
    await trial.expectSettled(trial.given);
    const created = await trial.instance();

    await workspace.configure(unknownProvider(tenant.baseUrl, "second") + inputs);
    await control.clearRequests();
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.output).toContain("1 to add, 0 to change, 1 to destroy");
    expect(planned.prose).toContain("not known until apply");
    expect(await control.requests()).toEqual([]);
    await succeeded(workspace.apply());
    expect((await trial.instance())?.attributes).toEqual(created?.attributes);
  });

  it.each(engines)(
    "is left alone where its inputs become unknown and turn out the same, and changed in place where not, by $name",
    async ({ binary }) => {
      const trial = await open(subject, binary);
      const { workspace, control } = trial.stage;
      const given = { ...trial.given, ...subject.changed(trial.world) };
      await workspace.configure(unknownInputs(subject, given));
      await succeeded(workspace.apply());
      await trial.expectSettled(given);
      const created = await trial.instance();

      const unknownAgain = "-replace=terraform_data.inputs";
      const planned = await workspace.run("plan", "-detailed-exitcode", unknownAgain);
      expect(planned.output).toContain("1 to add, 1 to change, 1 to destroy");
      await control.clearRequests();
      await succeeded(workspace.apply(unknownAgain));
      expect((await control.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
      expect((await trial.instance())?.attributes).toEqual(created?.attributes);
      await trial.expectSettled(given);

      const isInPlace = ([name]: readonly [string, unknown]) => !subject.replacing.includes(name);
      const other = {
        ...given,
        ...Object.fromEntries(Object.entries(trial.given).filter(isInPlace)),
      };
      await workspace.configure(unknownInputs(subject, other));
      expect((await succeeded(workspace.apply())).output).toContain("0 added, 2 changed");
      await trial.expectSettled(other);
    },
  );

  it("leaves an attribute as it is that is in ignore_changes, and applies the others", async () => {
    const trial = await open(subject);
    const { workspace } = trial.stage;
    const changed = Object.entries(subject.changed(trial.world));
    await trial.create();
    let given = trial.given;
    for (const [index, [ignored, value]] of changed.entries()) {
      const other = changed[(index + 1) % changed.length] ?? [ignored, value];
      const next = { ...given, [other[0]]: toggled(trial, given, other) };
      const written = { ...next, [ignored]: toggled(trial, given, [ignored, value]) };
      await trial.configure(written, lifecycle(`ignore_changes = [${ignored}]`));
      await succeeded(workspace.apply());
      // A new object is made of the whole configuration: Terraform ignores changes, and there is nothing to keep.
      given = subject.replacing.includes(other[0]) ? written : next;
      await trial.expectSettled(given);
    }
  });

  it("stopped before or in its write, says so, and the state is what the tenant holds", async () => {
    const trial = await open(subject);
    const { workspace, control } = trial.stage;
    await trial.configure(trial.given);
    for (const moment of ["reads", "writes"] as const) {
      await control.clearRequests();
      await control.addFaults({ match: subject[moment], do: HELD_UP });
      const said = await interruptedApply(trial.stage, () => isSent(trial, subject[moment]));
      expect(said).toContain("Terraform asked the plugin to stop");
      expect(said).not.toMatch(OURS);
      const instance = await trial.instance();
      expect(instance !== undefined).toBe(moment === "writes");
      await trial.expectHeld(...(instance === undefined ? [] : [instance.attributes]));
    }
    await trial.waitOutLag();
    await succeeded(workspace.apply());
    await trial.expectSettled(trial.given);
  });

  it("stopped in an update or a destroy, says so, and the next one settles it", async () => {
    const trial = await open(subject);
    const { workspace, control } = trial.stage;
    await trial.create();
    const { given } = subject.failingUpdate(trial.world);
    await trial.configure(given);
    // Where nothing is undone, a destroy sends nothing that could be stopped.
    for (const args of subject.isLasting ? [[]] : [[], ["-destroy"]]) {
      await control.clearRequests();
      await control.addFaults({ match: subject.rewrites, do: HELD_UP });
      const isReached = () => isSent(trial, subject.rewrites);
      const said = await interruptedApply(trial.stage, isReached, ...args);
      expect(said).not.toMatch(OURS);
      const isDone = (await trial.instance()) === undefined;
      if (!isDone) expect(said).toContain("Terraform asked the plugin to stop");
      await succeeded(workspace.apply(...args));
      await trial.expectHeld(...(args.length === 0 ? [given] : []));
    }
  });

  it("keeps what a failing create made, and no more", async () => {
    const trial = await open(subject);
    const { control } = trial.stage;
    const failing = subject.failingCreate(trial.world);
    await applyFailing(trial, failing);
    expect(await trial.instance()).toMatchObject({ status: "tainted" });
    await control.clearFaults();
    await trial.waitOutLag();
    await trial.create();
    await trial.expectSettled(trial.given);
  });

  it("keeps what was there before a failing update, and what that made", async () => {
    const trial = await open(subject);
    const { workspace, control } = trial.stage;
    const failing = subject.failingUpdate(trial.world);
    await trial.create();
    await applyFailing(trial, failing);
    expect(await trial.instance()).not.toHaveProperty("status");
    await control.clearFaults();
    await succeeded(workspace.apply());
    await trial.expectSettled(failing.given);
  });

  it("keeps what it stands for, fifty times, at another address, and replaced by what comes first", async () => {
    const trial = await open(subject);
    const { workspace } = trial.stage;
    const fifty = subject.fifty(trial.world);
    await workspace.configure(resources(subject, fifty, { prefix: "before" }));
    await succeeded(workspace.apply());
    await trial.expectHeld(...fifty);

    const more = lifecycle("create_before_destroy = true");
    await workspace.configure(resources(subject, fifty, { prefix: "after", more }));
    const renamed = await succeeded(workspace.apply());
    expect(renamed.output).toContain("50 added, 0 changed, 50 destroyed");
    await trial.expectHeld(...fifty);

    const addresses = fifty.map((_, n) => `-replace=${subject.type}.after_${n + 1}`);
    const replaced = await succeeded(workspace.apply(...addresses));
    expect(replaced.output).toContain("50 added, 0 changed, 50 destroyed");
    await trial.expectSettled(...fifty);
  });
}

function disappearingTests(
  subject: Subject,
  vanish: OtherWriter,
  open: ReturnType<typeof trials>,
): void {
  /** All that it stands for is taken away, long enough ago to be sure of it. */
  const disappear = async (trial: Trial) => {
    await trial.disturb(vanish);
    await trial.stage.control.advance(TEN_MINUTES_SECONDS);
  };

  it("is made again, with a warning, when it has disappeared, or not missed by destroy", async () => {
    const trial = await open(subject);
    const { workspace } = trial.stage;
    await trial.create();
    await disappear(trial);
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.prose).toMatch(/Warning: .* is gone/);
    expect(planned.output).toContain("1 to add, 0 to change, 0 to destroy");
    await succeeded(workspace.apply());
    await trial.expectSettled(trial.given);
    await disappear(trial);
    const destroyed = await succeeded(workspace.destroy("-refresh=false"));
    expect(destroyed.output).toContain("1 destroyed");
    await trial.expectHeld();
  });

  const { withoutItsThing } = subject;
  if (withoutItsThing === undefined) return;
  it("is dropped when what it is on has disappeared, and cannot be made again", async () => {
    const trial = await open(subject);
    const { workspace, control } = trial.stage;
    await trial.create();
    await disappear(trial);
    await control.addFaults(...withoutItsThing.faults(trial.world));
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(/Warning: .* is gone/);
    expect(applied.prose).toMatch(withoutItsThing.says);
    expect(applied.prose.match(/Error: /g)).toHaveLength(1);
    expect(await trial.instance()).toBeUndefined();
  });
}

/** Applies what fails, and looks at what is left of it. */
async function applyFailing(trial: Trial, { given, faults, says, kept }: Failing): Promise<void> {
  const { workspace, control } = trial.stage;
  await trial.configure(given);
  await control.addFaults(...faults);
  const applied = await workspace.apply();
  expect(applied.exitCode).toBe(1);
  expect(applied.prose).toMatch(says);
  expect(applied.prose).not.toMatch(OURS);
  const instance = await trial.instance();
  const { meant } = trial.subject;
  expect(meant(instance?.attributes ?? {})).toEqual(meant(kept));
  await trial.expectHeld(kept);
}

/** The other one of the two values that an attribute has in the suite. */
const toggled = ({ given: first }: Trial, given: Arguments, [name, value]: [string, unknown]) =>
  given[name] === value ? first[name] : value;

async function isSent({ stage }: Trial, { method, path }: Match): Promise<boolean> {
  const sent = await stage.control.requests();
  return sent.some(
    (request) =>
      (method === undefined || request.method === method) && new RegExp(path).test(request.path),
  );
}
