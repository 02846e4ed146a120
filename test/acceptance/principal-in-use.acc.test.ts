// The principal that the provider signs in as, managed by itself: no plan may replace it, however the replacement is asked for.
import { describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
import {
  addressOf,
  declared,
  type PrincipalKind,
  principalKinds,
} from "./harness/principal-kinds.js";
import { type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

interface Replacement {
  /** What of `lifecycle` the configuration says. */
  readonly lifecycle: string;
  /** By `-replace`. */
  readonly isRequested: boolean;
  /** Before it: the trigger exists with another value. */
  readonly isTriggered: boolean;
}

const requested = { isRequested: true, isTriggered: false } as const;
const triggered = { isRequested: false, isTriggered: true } as const;
const TRIGGERED_BY = "replace_triggered_by = [terraform_data.trigger]";
const BEFORE = "create_before_destroy = true";

const replacements: readonly [string, Replacement][] = [
  ["-replace", { ...requested, lifecycle: "" }],
  ["-replace, the new one first", { ...requested, lifecycle: BEFORE }],
  ["replace_triggered_by", { ...triggered, lifecycle: TRIGGERED_BY }],
  [
    "replace_triggered_by, the new one first",
    { ...triggered, lifecycle: `${TRIGGERED_BY}\n  ${BEFORE}` },
  ],
];

const each = engines.flatMap(({ name, binary }) =>
  principalKinds.map((kind) => ({ name, binary, short: kind.short, kind })),
);

async function own({ control }: Stage, { all }: PrincipalKind) {
  const reply = await control.api("GET", "/api/service/users/current");
  const { username } = (await reply.json()) as { username: string };
  const found = all(await control.state()).find((principal) => principal.username === username);
  if (found === undefined) throw new Error(`Cannot find the principal of ${username}`);
  return found;
}

const trigger = (input: number) => `resource "terraform_data" "trigger" {\n  input = ${input}\n}\n`;

describe.each(each)("the $short in use, under $name", ({ binary, kind }) => {
  const open = stages({ binary, signIn: kind.signIn });
  const address = addressOf(kind);

  /** In the state, and declared as it is. */
  const imported = async (lifecycle: string, more = "") => {
    const stage = await open(more);
    const { workspace, control } = stage;
    if (more !== "") await succeeded(workspace.apply());
    const { id, displayName } = await own(stage, kind);
    const configuration = declared(
      kind,
      `display_name = ${JSON.stringify(displayName)}`,
      `lifecycle {\n  ${lifecycle}\n}`,
    );
    await workspace.configure(configuration + more);
    await succeeded(workspace.run("import", "-input=false", address, id));
    const before = kind.all(await control.state());
    const expectUntouched = async () => {
      expect(kind.all(await control.state())).toEqual(before);
      expect((await workspace.attributes(address)).id).toBe(id);
    };
    return { workspace, configuration, expectUntouched };
  };

  it.each(replacements)("is not replaced by %s", async (_name, replacement) => {
    const { lifecycle, isRequested, isTriggered } = replacement;
    const { workspace, configuration, expectUntouched } = await imported(lifecycle, trigger(1));
    if (isTriggered) await workspace.configure(configuration + trigger(2));
    const applied = await workspace.apply(...(isRequested ? [`-replace=${address}`] : []));
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toContain(`Refused to replace the ${kind.short} in use`);
    await expectUntouched();
  });

  it("is not deleted by destroy, nor where its block is taken out", async () => {
    const { workspace, expectUntouched } = await imported("");
    expect((await workspace.destroy()).prose).toContain(
      `Refused to delete the ${kind.short} in use`,
    );
    await workspace.configure("");
    expect((await workspace.apply()).prose).toContain(`Refused to delete the ${kind.short} in use`);
    await expectUntouched();
  });

  it.each([
    ["", `Refused to delete the ${kind.short} in use`],
    [BEFORE, `Refused to create the ${kind.short} in use again`],
  ])("is neither deleted nor made again when it is tainted: %s", async (lifecycle, says) => {
    const { workspace, expectUntouched } = await imported(lifecycle);
    await succeeded(workspace.run("taint", address));
    for (const _time of ["once", "again"]) {
      const applied = await workspace.apply();
      expect(applied.exitCode).toBe(1);
      expect(applied.prose).toContain(says);
    }
    await expectUntouched();
  });
});
