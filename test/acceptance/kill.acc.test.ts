// Terraform and the plugin killed during a create, at any moment: the next apply leaves one live token of that name.
import { describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
import { applyAndKill, type Moment } from "./harness/killed-apply.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { survivorsOf } from "./harness/survivors.js";

const NAME = "warehouse robot";
const LISTS = { method: "GET", path: "/apikeys$" };
const moments: readonly [string, Moment][] = [
  ["before the first request", { ...LISTS, skip: 0 }],
  ["at the POST", { method: "POST", path: "/apikeys$", skip: 0 }],
  ["while it waits until the token is ready", { method: "GET", path: "users/current$", skip: 1 }],
  ["when it has seen that the token is ready", { method: "GET", path: "typedefs$", skip: 1 }],
];

/** How many lists a create asks for before its last write. */
async function listsBeforeLastWrite({ control, workspace }: Stage): Promise<number> {
  await workspace.apply();
  const sent = await control.requests();
  const before = sent.slice(
    0,
    sent.findLastIndex(({ method }) => method === "POST"),
  );
  return before.filter(({ method, path }) => method === "GET" && /\/apikeys$/.test(path)).length;
}

describe.each(engines)("an apply by $name that was killed", ({ binary }) => {
  const open = stages({ binary });

  it.each(moments)("%s leaves one live token after the next one", async (_name, moment) => {
    const stage = await open(loader(`display_name = "${NAME}"`));
    const { control, workspace } = stage;
    await applyAndKill(stage, { moment });
    await control.advance(7200);
    expect(await workspace.apply("-lock=false")).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
    expect((await workspace.plan("-lock=false")).exitCode).toBe(0);
  });

  it("after our last write, warns of the leftover by its GUID, and says how to purge it", async () => {
    const configuration = loader(`display_name = "${NAME}"`);
    const skip = await listsBeforeLastWrite(await open(configuration));
    const stage = await open(configuration);
    const { control, workspace } = stage;
    await applyAndKill(stage, { moment: { ...LISTS, skip } });
    const [leftover] = await control.tokensNamed(NAME);
    await control.advance(7200);
    const applied = await workspace.apply("-lock=false");
    expect(applied.prose).toContain(`API token name exists already: ${leftover?.id}`);
    expect(applied.prose).toContain("DELETE /api/service/apikeys/<id>");
    expect(await control.tokensNamed(NAME)).toHaveLength(2);
  });

  it("leaves no plugin behind, even when only the engine is killed", async () => {
    const stage = await open(loader(`display_name = "${NAME}"`));
    const moment = { ...LISTS, skip: 0 };
    const plugins = await applyAndKill(stage, { moment, victim: "engine" });
    expect(plugins).not.toEqual([]);
    expect(await survivorsOf(plugins)).toEqual([]);
  });
});
