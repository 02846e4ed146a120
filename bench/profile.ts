// `--profile`: where the plugin's time goes during a no-op plan of 1,000 tokens.
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PROVIDER_SOURCE } from "./atlan-folder.js";
import { type CpuProfile, sampleCount, selfTimes } from "./cpu-profile.js";
import type { Bench } from "./measurement.js";
import { buildReadablePlugin } from "./readable-plugin.js";
import { withTokenFolder } from "./token-folder.js";

const SHOWN = 40;

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
    (one, other) => sampleCount(other.profile) - sampleCount(one.profile),
  );
  if (longest !== undefined) return longest;
  throw new Error(`Cannot find a profile in "${directory}", expected one per launch of the plugin`);
}

function report(profile: CpuProfile): string {
  const times = selfTimes(profile);
  const totalMs = times.reduce((sum, { selfMs }) => sum + selfMs, 0);
  const lines = times.slice(0, SHOWN).map(({ place, selfMs }) => {
    const share = ((100 * selfMs) / totalMs).toFixed(1);
    return `${selfMs.toFixed(0).padStart(6)} ms  ${share.padStart(5)} %  ${place}`;
  });
  return `${totalMs.toFixed(0).padStart(6)} ms  100.0 %  in all\n${lines.join("\n")}\n`;
}

/** Returns the report; the profile itself is left at `keepAt`, for a viewer. */
export async function profilePlan(bench: Bench, keepAt: string): Promise<string> {
  return await withTokenFolder(bench, async ({ folder }) => {
    const profiles = path.join(bench.directory, "profiles");
    await mkdir(profiles);
    const directory = path.join(bench.directory, "readable-plugin");
    const plugin = { root: bench.root, directory, profiles, source: PROVIDER_SOURCE };
    const cliConfiguration = path.join(bench.directory, "profile.tfrc");
    await writeFile(cliConfiguration, await buildReadablePlugin(plugin));
    await folder.plan({ TF_CLI_CONFIG_FILE: cliConfiguration });
    const { file, profile } = await longestProfile(profiles);
    await copyFile(file, keepAt);
    return `${report(profile)}\nThe whole profile: ${keepAt}\n`;
  });
}
