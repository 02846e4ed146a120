// Terraform and the plugin killed during a create, at any moment: the next apply leaves one live token of that name.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { cleanEnvironment } from "../../scripts/clean-environment.js";
import { treeOf } from "../../scripts/demo/process-tree.js";
import type { TenantControl } from "../tenant-control.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { survivorsOf } from "./harness/survivors.js";

const NAME = "warehouse robot";
const TOKENS = /apikeys/;

type Moment = (control: TenantControl) => Promise<boolean>;

const requests = (method: string, path: RegExp, count = 1): Moment => {
  return async (control) => {
    const sent = await control.requests();
    return sent.filter((one) => one.method === method && path.test(one.path)).length >= count;
  };
};

const moments: readonly [string, Moment][] = [
  ["before the first request", requests("GET", TOKENS)],
  ["at the POST", requests("POST", TOKENS)],
  ["while it waits until the token is ready", requests("GET", /users\/current/, 2)],
  ["when it has seen that the token is ready", requests("GET", /typedefs/, 2)],
];

/** What the engine started dies with it. */
const killFamily = (pid: number): unknown => process.kill(-pid, "SIGKILL");

async function applyAndKill(
  { tenant, control, workspace }: Stage,
  moment: Moment,
  kill = killFamily,
): Promise<void> {
  const env = cleanEnvironment({ ...tenant.env() });
  const args = ["apply", "-input=false", "-auto-approve"];
  const child = spawn("terraform", args, { cwd: workspace.directory, env, detached: true });
  child.stdout.resume();
  const exited = once(child, "exit");
  while (child.exitCode === null && !(await moment(control))) await sleep(5);
  if (child.pid !== undefined && child.exitCode === null) kill(child.pid);
  await exited;
  expect(child.signalCode).toBe("SIGKILL");
}

describe("an apply that was killed", () => {
  const open = stages();

  it.each(moments)("%s leaves one live token after the next one", async (_name, moment) => {
    const stage = await open(loader(`display_name = "${NAME}"`));
    const { control, workspace } = stage;
    await control.settings({ latencyMs: 60 });
    await applyAndKill(stage, moment);
    await control.settings({ latencyMs: 0 });
    await control.advance(7200);
    expect(await workspace.apply("-lock=false")).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
    expect((await workspace.plan("-lock=false")).exitCode).toBe(0);
  });

  it("after our last write, warns of the leftover by its GUID, and says how to purge it", async () => {
    const stage = await open(loader(`display_name = "${NAME}"`));
    const { control, workspace } = stage;
    await control.settings({ latencyMs: 60 });
    await applyAndKill(stage, requests("POST", TOKENS, 2));
    await control.settings({ latencyMs: 0 });
    const [leftover] = await control.tokensNamed(NAME);
    await control.advance(7200);
    const applied = await workspace.apply("-lock=false");
    expect(applied.prose).toContain(`API token name exists already: ${leftover?.id}`);
    expect(applied.prose).toContain("DELETE /api/service/apikeys/<id>");
    expect(await control.tokensNamed(NAME)).toHaveLength(2);
  });

  it("leaves no plugin behind, even when only the engine is killed", async () => {
    const stage = await open(loader(`display_name = "${NAME}"`));
    await stage.control.settings({ latencyMs: 200 });
    let plugins: readonly number[] = [];
    await applyAndKill(stage, requests("GET", TOKENS), (pid) => {
      plugins = treeOf(pid).filter((member) => member !== pid);
      process.kill(pid, "SIGKILL");
    });
    expect(plugins).not.toEqual([]);
    expect(await survivorsOf(plugins)).toEqual([]);
  });
});
