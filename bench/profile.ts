// `--profile`: where the plugin's time goes during a no-op plan of 1,000 tokens, by function, from V8's CPU profile of the longest launch.
import { chmod, copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import type { Bench } from "./measurement.js";
import { sum } from "./processor-time.js";
import { withTokens } from "./tokens.js";

const SHOWN = 40;

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

interface SelfTime {
  readonly place: string;
  readonly selfMs: number;
}

/** Node takes these on its command line only, not in NODE_OPTIONS (Node 20, tried). */
const profiling = (profiles: string): string =>
  `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${profiles}`;

/** The plugin in one file that can be read, names and line breaks kept, whose every launch leaves its profile. */
async function buildReadablePlugin(root: string, directory: string, profiles: string) {
  const executable = path.join(directory, "terraform-provider-atlan");
  await build({
    entryPoints: [path.join(root, "src/main.ts")],
    outfile: executable,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    banner: { js: `#!/usr/bin/env -S node ${profiling(profiles)}` },
    define: { __PLUGIN_VERSION__: '"0.0.0-profiled"' },
    logLevel: "error",
  });
  await chmod(executable, 0o755);
  return executable;
}

const nameOf = ({ functionName, url, lineNumber }: CallFrame): string => {
  const name = functionName === "" ? "(anonymous)" : functionName;
  return url === "" ? name : `${name}  ${url.split("/").at(-1)}:${lineNumber + 1}`;
};

const WAITING = "(idle)";

/** Most first, without the time that it waits. */
function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): readonly SelfTime[] {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const totals = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const place = places.get(id) ?? "(unknown)";
    totals.set(place, (totals.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  totals.delete(WAITING);
  return [...totals]
    .map(([place, selfMs]) => ({ place, selfMs }))
    .toSorted((one, other) => other.selfMs - one.selfMs);
}

/** A plan launches the plugin three times; the last one, which reads and plans, has by far the most samples. */
async function longestProfile(directory: string): Promise<{ file: string; profile: CpuProfile }> {
  const files = (await readdir(directory)).map((name) => path.join(directory, name));
  const profiles = await Promise.all(
    files.map(async (file) => {
      const profile: CpuProfile = JSON.parse(await readFile(file, "utf8"));
      return { file, profile };
    }),
  );
  const [longest] = profiles.toSorted(
    (one, other) => other.profile.samples.length - one.profile.samples.length,
  );
  if (longest !== undefined) return longest;
  throw new Error(`Cannot find a profile in "${directory}", expected one per launch of the plugin`);
}

function report(profile: CpuProfile): string {
  const times = selfTimes(profile);
  const totalMs = sum(times.map(({ selfMs }) => selfMs));
  const lines = times.slice(0, SHOWN).map(({ place, selfMs }) => {
    const share = ((100 * selfMs) / totalMs).toFixed(1);
    return `${selfMs.toFixed(0).padStart(6)} ms  ${share.padStart(5)} %  ${place}`;
  });
  return `${totalMs.toFixed(0).padStart(6)} ms  100.0 %  in all\n${lines.join("\n")}\n`;
}

/** Returns the report; the profile itself is left at `keepAt`, for a viewer. */
export async function profilePlan(bench: Bench, keepAt: string): Promise<string> {
  const profiles = path.join(bench.directory, "profiles");
  const directory = path.join(bench.directory, "readable-plugin");
  for (const folder of [profiles, directory]) await mkdir(folder);
  const executable = await buildReadablePlugin(bench.root, directory, profiles);
  return await withTokens(bench, async (folder) => {
    await folder.launch(executable);
    await folder.plan();
    const { file, profile } = await longestProfile(profiles);
    await copyFile(file, keepAt);
    return `${report(profile)}\nThe whole profile: ${keepAt}\n`;
  });
}
