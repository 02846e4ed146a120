// An apply that a person stops with Ctrl-C: engine and plugin both get the signal.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { cleanEnvironment } from "../../../scripts/clean-environment.js";
import type { Stage } from "./stage.js";

const POLL_MS = 10;
const FRAMES = /[\s│╷╵]+/g;

/**
 * @param isReached when to stop it
 * @param more arguments, such as `-destroy`
 * @returns what it said, without line breaks and frames
 */
export async function interruptedApply(
  { tenant, workspace }: Stage,
  isReached: () => Promise<boolean>,
  ...more: readonly string[]
): Promise<string> {
  const env = cleanEnvironment({ ...tenant.env() });
  const args = ["apply", "-input=false", "-auto-approve", "-no-color", ...more];
  const child = spawn("terraform", args, { cwd: workspace.directory, env, detached: true });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const exited = once(child, "exit");
  while (child.exitCode === null && !(await isReached())) await sleep(POLL_MS);
  if (child.exitCode !== null) throw new Error(`Cannot stop it: it has ended\n${await said}`);
  if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
  await exited;
  return (await said).join("\n").replace(FRAMES, " ");
}
