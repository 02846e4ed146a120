// A plan or apply that a person stops with Ctrl-C while the tenant holds a request up: engine and plugin both get the signal.
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "./stage.js";

const POLL_MS = 10;

/**
 * Ends the tenant's faults as soon as the plugin has been told to stop: no sooner, however slow the machine is.
 *
 * @param isReached when to stop it
 * @returns what it said, without line breaks and frames
 */
export async function interrupted(
  { control, workspace }: Stage,
  isReached: () => Promise<boolean>,
  ...args: readonly string[]
): Promise<string> {
  const log = path.join(workspace.directory, "interrupted.log");
  await rm(log, { force: true });
  const environment = { TF_LOG_PROVIDER: "TRACE", TF_LOG_PATH: log };
  const { pid, ended } = workspace.start({ ownGroup: true, environment }, ...args);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (!(hasEnded || (await isReached()))) await sleep(POLL_MS);
  if (hasEnded) throw new Error(`Cannot stop it: it has ended\n${(await ended).output}`);
  process.kill(-pid, "SIGINT");
  while (!(hasEnded || (await isStopped(log)))) await sleep(POLL_MS);
  await control.clearFaults();
  return (await ended).prose;
}

/** @param more arguments, such as `-destroy` */
export const interruptedApply = (
  stage: Stage,
  isReached: () => Promise<boolean>,
  ...more: readonly string[]
): Promise<string> =>
  interrupted(stage, isReached, "apply", "-input=false", "-auto-approve", ...more);

const isStopped = async (log: string): Promise<boolean> =>
  (await readFile(log, "utf8")).includes("tf_rpc=StopProvider");
