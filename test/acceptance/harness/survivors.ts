// Which processes of a family still run a moment after its head has ended.
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

const LAST_MOMENT_MS = 2_000;
const POLL_MS = 50;

/** Command lines; a process that ended and was not collected by its parent does not run. */
function running(pids: readonly number[]): readonly string[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,stat=,args="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [, pid, state = "", command = ""] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pids.includes(Number(pid)) && !state.startsWith("Z") ? [command] : [];
  });
}

/** Gives them two seconds: a compiler that a script runs under ends a moment after it. */
export async function survivorsOf(pids: readonly number[]): Promise<readonly string[]> {
  const deadlineMs = performance.now() + LAST_MOMENT_MS;
  while (running(pids).length > 0 && performance.now() < deadlineMs) await sleep(POLL_MS);
  return running(pids);
}
