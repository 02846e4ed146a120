// Which processes of a family run, and which of them do not end by themselves.
import { setTimeout as sleep } from "node:timers/promises";
import { execaSync } from "execa";

/** Far longer than a process needs to end on a machine that does a lot besides. */
const PATIENCE_MS = 600_000;
const POLL_MS = 50;

/** Command lines of those of `pids` that run; one that ended and was not collected by its parent does not. */
export function running(pids: readonly number[]): readonly string[] {
  const { stdout: table } = execaSync("ps", ["-A", "-o", "pid=,stat=,args="]);
  return table.split("\n").flatMap((line) => {
    const [, pid, state = "", command = ""] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pids.includes(Number(pid)) && !state.startsWith("Z") ? [command] : [];
  });
}

/** Waits for those that end a moment after their parent, such as a compiler that a script runs under. */
export async function survivorsOf(pids: readonly number[]): Promise<readonly string[]> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (running(pids).length > 0 && performance.now() < deadlineMs) await sleep(POLL_MS);
  return running(pids);
}
