// The token that the provider signs in with, managed by itself: no plan may replace it, however the replacement is asked for.
import { describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
import { loader, type Stage, stages } from "./harness/stage.js";

const ADDRESS = "atlan_api_token.loader";

interface Replacement {
  /** What of `lifecycle` the configuration says. */
  readonly lifecycle: string;
  readonly apply: readonly string[];
  /** Before it: the trigger exists with another value. */
  readonly isTriggered: boolean;
}

const requested = { apply: [`-replace=${ADDRESS}`], isTriggered: false } as const;
const triggered = { apply: [], isTriggered: true } as const;
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

async function ownToken({ control }: Stage) {
  const reply = await control.api("GET", "/api/service/users/current");
  const { username } = (await reply.json()) as { username: string };
  const { tokens } = await control.state();
  const own = tokens.find((token) => token.username === username);
  if (own === undefined) throw new Error(`Cannot find the token of ${username}`);
  return own;
}

const trigger = (input: number) => `resource "terraform_data" "trigger" {\n  input = ${input}\n}\n`;

describe.each(engines)("the token in use, under $name", ({ binary }) => {
  const open = stages({ signIn: "api_key" });

  it.each(replacements)("is not replaced by %s", async (_name, replacement) => {
    const stage = await open("", { binary });
    const { workspace, control } = stage;
    const { id, displayName } = await ownToken(stage);
    await workspace.configure(trigger(1));
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    const token = loader(
      `display_name = ${JSON.stringify(displayName)}`,
      `lifecycle {\n  ${replacement.lifecycle}\n}`,
    );
    await workspace.configure(token + trigger(1));
    expect(await workspace.run("import", "-input=false", ADDRESS, id)).toMatchObject({
      exitCode: 0,
    });
    const before = await control.state();
    if (replacement.isTriggered) await workspace.configure(token + trigger(2));
    const applied = await workspace.apply(...replacement.apply);
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toContain("Refused to replace the token in use");
    expect((await control.state()).tokens).toEqual(before.tokens);
    expect((await workspace.attributes(ADDRESS)).id).toBe(id);
  });

  it.each([
    ["", "Refused to delete the token in use"],
    [BEFORE, "Refused to create the token in use again"],
  ])("is neither deleted nor made again when it is tainted: %s", async (lifecycle, says) => {
    const stage = await open("", { binary });
    const { workspace, control } = stage;
    const { id, displayName } = await ownToken(stage);
    await workspace.configure(
      loader(`display_name = ${JSON.stringify(displayName)}`, `lifecycle {\n  ${lifecycle}\n}`),
    );
    await workspace.run("import", "-input=false", ADDRESS, id);
    await workspace.run("taint", ADDRESS);
    const before = await control.state();
    for (const _time of ["once", "again"]) {
      const applied = await workspace.apply();
      expect(applied.exitCode).toBe(1);
      expect(applied.prose).toContain(says);
    }
    expect((await control.state()).tokens).toEqual(before.tokens);
    expect((await workspace.attributes(ADDRESS)).id).toBe(id);
  });
});
