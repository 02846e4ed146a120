// Terraform and the plugin killed during a create, at any moment: the next apply leaves one live token of that name.
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { treeOf } from "../../scripts/demo/process-tree.js";
import { engines } from "./harness/engines.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { survivorsOf } from "./harness/survivors.js";

const NAME = "warehouse robot";
const LISTS = { method: "GET", path: "/apikeys$" };
const POLL_MS = 5;
/** Until the fault is cleared. */
const HELD_UP = { delayMs: 3_600_000 };

/** The request, after so many like it, that is held up when the kill comes. */
interface Moment {
  readonly method: string;
  readonly path: string;
  readonly skip: number;
}

const moments: readonly [string, Moment][] = [
  ["before the first request", { ...LISTS, skip: 0 }],
  ["at the POST", { method: "POST", path: "/apikeys$", skip: 0 }],
  ["while it waits until the token is ready", { method: "GET", path: "users/current$", skip: 1 }],
  ["when it has seen that the token is ready", { method: "GET", path: "typedefs$", skip: 1 }],
];

/** What the engine started dies with it. */
const killFamily = (pid: number): unknown => process.kill(-pid, "SIGKILL");

async function applyAndKill(
  { control, workspace }: Stage,
  { method, path, skip }: Moment,
  kill = killFamily,
): Promise<void> {
  await control.faults({ match: { method, path }, skip, do: HELD_UP });
  const isReached = async () => {
    const sent = await control.requests();
    const alike = sent.filter((one) => one.method === method && new RegExp(path).test(one.path));
    return alike.length > skip;
  };
  const args = ["apply", "-input=false", "-auto-approve"];
  const { pid, ended } = workspace.start({ ownGroup: true }, ...args);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (!(hasEnded || (await isReached()))) await sleep(POLL_MS);
  if (hasEnded) throw new Error(`Cannot kill it: it has ended\n${(await ended).output}`);
  kill(pid);
  await ended;
  await control.clearFaults();
}

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
    await applyAndKill(stage, moment);
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
    await applyAndKill(stage, { ...LISTS, skip });
    const [leftover] = await control.tokensNamed(NAME);
    await control.advance(7200);
    const applied = await workspace.apply("-lock=false");
    expect(applied.prose).toContain(`API token name exists already: ${leftover?.id}`);
    expect(applied.prose).toContain("DELETE /api/service/apikeys/<id>");
    expect(await control.tokensNamed(NAME)).toHaveLength(2);
  });

  it("leaves no plugin behind, even when only the engine is killed", async () => {
    const stage = await open(loader(`display_name = "${NAME}"`));
    let plugins: readonly number[] = [];
    await applyAndKill(stage, { ...LISTS, skip: 0 }, (pid) => {
      plugins = treeOf(pid).filter((member) => member !== pid);
      process.kill(pid, "SIGKILL");
    });
    expect(plugins).not.toEqual([]);
    expect(await survivorsOf(plugins)).toEqual([]);
  });
});
