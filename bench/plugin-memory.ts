// Peak resident memory of the plugin during a no-op plan of 1,000 tokens, as the Linux kernel counts it.
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineFolder } from "./engine-folder.js";
import { type Row, verdictOf } from "./row.js";

const MOST_MEGABYTES = 90;
const POLL_MS = 25;
const KIBIBYTES_PER_MEGABYTE = 1_000_000 / 1024;

/** A plugin's working directory is its Terraform's. A process may be gone at any moment. */
async function peakOf(pid: string, directory: string): Promise<number> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== directory) return 0;
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
    if (!command.includes("terraform-provider-atlan")) return 0;
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function peakNow(directory: string): Promise<number> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return Math.max(...(await Promise.all(pids.map((pid) => peakOf(pid, directory)))));
}

export async function pluginMemory(folder: EngineFolder): Promise<Row> {
  const limit = {
    what: "peak resident memory of the plugin",
    against: "",
    target: `≤ ${MOST_MEGABYTES} MB`,
  };
  if (process.platform !== "linux")
    return { ...limit, seen: "", ratio: "not measured", verdict: "" };
  let isPlanning = true;
  const plan = folder.plan().finally(() => {
    isPlanning = false;
  });
  let peakKibibytes = 0;
  while (isPlanning) {
    peakKibibytes = Math.max(peakKibibytes, await peakNow(folder.directory));
    await sleep(POLL_MS);
  }
  await plan;
  const megabytes = peakKibibytes / KIBIBYTES_PER_MEGABYTE;
  const verdict = verdictOf({ value: megabytes, most: MOST_MEGABYTES });
  return { ...limit, seen: `${megabytes.toFixed(0)} MB`, ratio: "", verdict };
}
