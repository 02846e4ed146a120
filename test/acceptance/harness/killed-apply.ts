// An apply that is killed while a request of its is held up.
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "./stage.js";

const POLL_MS = 5;
/** Until the fault is cleared. */
const HELD_UP = { delayMs: 3_600_000 };

/** The request, after so many like it, that is held up when the kill comes. */
export interface Moment {
  readonly method: string;
  readonly path: string;
  readonly skip: number;
}

/** What the engine started dies with it. */
const killFamily = (pid: number): unknown => process.kill(-pid, "SIGKILL");

/** @returns what the engine said */
export async function applyAndKill(
  { control, workspace }: Stage,
  { method, path, skip }: Moment,
  kill: (pid: number) => unknown = killFamily,
): Promise<string> {
  await control.forgetRequests();
  await control.faults({ match: { method, path }, skip, do: HELD_UP });
  const isReached = async () => {
    const sent = await control.requests();
    const alike = sent.filter((one) => one.method === method && new RegExp(path).test(one.path));
    return alike.length > skip;
  };
  const args = ["apply", "-input=false", "-auto-approve", "-lock=false"];
  const { pid, ended } = workspace.start({ ownGroup: true }, ...args);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (!(hasEnded || (await isReached()))) await sleep(POLL_MS);
  if (hasEnded) throw new Error(`Cannot kill it: it has ended\n${(await ended).output}`);
  kill(pid);
  const { prose } = await ended;
  await control.clearFaults();
  return prose;
}
