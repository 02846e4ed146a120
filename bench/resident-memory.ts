// The most memory that a plugin takes while an engine runs, as the Linux kernel counts it.
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 25;
const BYTES_PER_KIBIBYTE = 1024;
const BYTES_PER_MEGABYTE = 1_000_000;

/** A plugin's working directory is its engine's. A process may be gone at any moment. */
async function peakKibibytes(pid: string, directory: string): Promise<number> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== directory) return 0;
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
    if (!command.includes("terraform-provider-")) return 0;
    const [, peak = "0"] =
      /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(peak);
  } catch {
    return 0;
  }
}

/** Megabytes, over all plugins with this working directory while `work` goes on. */
export async function peakMemory(directory: string, work: Promise<unknown>): Promise<number> {
  let peak = 0;
  let isWorking = true;
  const done = work.finally(() => {
    isWorking = false;
  });
  // Told below; here only so that Node does not take it for unhandled meanwhile.
  done.catch(() => {});
  while (isWorking) {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    for (const pid of pids) peak = Math.max(peak, await peakKibibytes(pid, directory));
    await sleep(POLL_MS);
  }
  await done;
  return (peak * BYTES_PER_KIBIBYTE) / BYTES_PER_MEGABYTE;
}
