// An apply that a person stops with Ctrl-C: engine and plugin both get the signal.
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "./stage.js";

const POLL_MS = 10;

/**
 * @param isReached when to stop it
 * @param more arguments, such as `-destroy`
 * @returns what it said, without line breaks and frames
 */
export async function interruptedApply(
  { workspace }: Stage,
  isReached: () => Promise<boolean>,
  ...more: readonly string[]
): Promise<string> {
  const args = ["apply", "-input=false", "-auto-approve", ...more];
  const { pid, ended } = workspace.start({ ownGroup: true }, ...args);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (!(hasEnded || (await isReached()))) await sleep(POLL_MS);
  if (hasEnded) throw new Error(`Cannot stop it: it has ended\n${(await ended).output}`);
  process.kill(-pid, "SIGINT");
  return (await ended).prose;
}
