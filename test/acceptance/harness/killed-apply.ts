// Kills the processes of an apply at the moment at which the tenant gets a certain request.
import { setTimeout as sleep } from "node:timers/promises";
import { treeOf } from "../../../scripts/process-tree.js";
import { HELD_UP } from "../../tenant-control.js";
import type { Stage } from "./stage.js";
import { survivorsOf } from "./survivors.js";

const POLL_MS = 5;

/** The request, after so many like it, that is held up when the kill comes. */
export interface Moment {
  readonly method: string;
  readonly path: string;
  readonly skip: number;
}

/** What the tenant does with a request whose sender was killed. */
export const FATES = {
  lost: { hang: true },
  processed: HELD_UP,
} as const;

/** What is killed, by the process id of the engine: what it started are the plugins. */
export const VICTIMS = {
  both: (pid: number) => process.kill(-pid, "SIGKILL"),
  engine: (pid: number) => process.kill(pid, "SIGKILL"),
  plugin: (pid: number) => {
    for (const plugin of treeOf(pid).filter((member) => member !== pid)) {
      process.kill(plugin, "SIGKILL");
    }
  },
} as const;

export interface KilledApply {
  readonly moment: Moment;
  readonly fate?: keyof typeof FATES;
  readonly victim?: keyof typeof VICTIMS;
  /** While the request is held up. */
  readonly before?: () => Promise<void>;
}

/**
 * Returns when all processes have ended, and the tenant has done with the request what its fate is.
 *
 * @returns the process ids of the plugins
 */
export async function applyAndKill(
  { control, workspace }: Stage,
  { moment, fate = "processed", victim = "both", before }: KilledApply,
): Promise<readonly number[]> {
  const { method, path, skip } = moment;
  await control.clearRequests();
  await control.addFaults({ match: { method, path }, skip, do: FATES[fate] });
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
  const plugins = treeOf(pid).filter((member) => member !== pid);
  await before?.();
  VICTIMS[victim](pid);
  await ended;
  await survivorsOf(plugins);
  await control.clearFaults();
  return plugins;
}
