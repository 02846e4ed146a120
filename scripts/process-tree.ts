// Ends a child and everything it started. The cdktf CLI gives Terraform a session of its own, so a process group is not enough.
import { setTimeout as sleep } from "node:timers/promises";
import { execaSync } from "execa";

/** Terraform needs a moment to let go of its plugin and to save its state. */
const GRACE_MS = 5_000;
const POLL_MS = 50;

/** `pid` and its descendants, parents first. */
export function treeOf(pid: number): number[] {
  const { stdout: table } = execaSync("ps", ["-A", "-o", "pid=,ppid="]);
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [pid];
  for (const parent of tree) {
    tree.push(...rows.flatMap(([child, of]) => (of === parent && child ? [child] : [])));
  }
  return tree;
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Asks first, and kills what is still there after five seconds. Never rejects for a process that is gone. */
export async function endTree(pid: number): Promise<void> {
  const tree = treeOf(pid);
  for (const member of tree) signal(member, "SIGTERM");
  const deadlineMs = performance.now() + GRACE_MS;
  while (tree.some((member) => signal(member, 0)) && performance.now() < deadlineMs) {
    await sleep(POLL_MS);
  }
  for (const member of tree) signal(member, "SIGKILL");
}
