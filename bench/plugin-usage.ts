// What the plugin takes during a no-op plan of 1,000 tokens, as the Linux kernel counts it: peak memory and processor time.
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineFolder } from "./engine-folder.js";
import { type Row, verdictOf } from "./row.js";

const MOST_MEGABYTES = 90;
const POLL_MS = 25;
const KIBIBYTES_PER_MEGABYTE = 1_000_000 / 1024;
/** The unit of /proc/<pid>/stat on every Linux that Node runs on. */
const MS_PER_TICK = 10;

interface Usage {
  readonly peakKibibytes: number;
  readonly cpuMs: number;
}

function readUsage(status: string, stat: string): Usage {
  // After the command in parentheses, which may hold blanks: user and system time are the 12th and 13th field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const [, peak = "0"] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return { peakKibibytes: Number(peak), cpuMs: ticks * MS_PER_TICK };
}

/** A plugin's working directory is its Terraform's. A process may be gone at any moment. */
async function usageOf(pid: string, directory: string): Promise<Usage | undefined> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== directory) return undefined;
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
    if (!command.includes("terraform-provider-atlan")) return undefined;
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return readUsage(status, await readFile(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return undefined;
  }
}

/** The last that was seen of every plugin process while `work` went on. */
async function watch(directory: string, work: Promise<unknown>): Promise<readonly Usage[]> {
  const usages = new Map<string, Usage>();
  let isWorking = true;
  const done = work.finally(() => {
    isWorking = false;
  });
  // Told below; here only so that Node does not take it for unhandled meanwhile.
  done.catch(() => {});
  while (isWorking) {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    for (const pid of pids) {
      const usage = await usageOf(pid, directory);
      if (usage !== undefined) usages.set(pid, usage);
    }
    await sleep(POLL_MS);
  }
  await done;
  return [...usages.values()];
}

export async function pluginUsage(folder: EngineFolder): Promise<readonly Row[]> {
  const memory = {
    what: "peak resident memory of the plugin",
    against: "",
    target: `≤ ${MOST_MEGABYTES} MB`,
  };
  if (process.platform !== "linux") {
    return [{ ...memory, seen: "", ratio: "not measured", verdict: "" }];
  }
  const usages = await watch(folder.directory, folder.plan());
  const peak = Math.max(...usages.map(({ peakKibibytes }) => peakKibibytes));
  const megabytes = peak / KIBIBYTES_PER_MEGABYTE;
  const cpuMs = usages.reduce((sum, usage) => sum + usage.cpuMs, 0);
  const verdict = verdictOf({ value: megabytes, most: MOST_MEGABYTES });
  const what = "processor time of the plugin in that plan";
  return [
    { ...memory, seen: `${megabytes.toFixed(0)} MB`, ratio: "", verdict },
    {
      what,
      seen: `${cpuMs} ms`,
      against: `launches: ${usages.length}`,
      ratio: "",
      target: "",
      verdict: "",
    },
  ];
}
