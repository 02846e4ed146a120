// Wall time of a no-op plan of 1,000 tokens, against 1,000 resources that cost their providers nothing.
import type { EngineFolder } from "./engine-folder.js";
import { interleavedMedians } from "./interleaved.js";
import type { Bench } from "./measurement.js";
import { openNullResources, openTerraformData } from "./other-folders.js";
import { comparisonRow, type Row } from "./row.js";

const ROUNDS = 5;
const WHAT = "no-op plan of 1,000 tokens";

const RIVALS = [
  { name: "terraform_data", mostRatio: 2.1 },
  { name: "null_resource", mostRatio: 0.75 },
] as const;

async function openRivals(bench: Bench): Promise<ReadonlyMap<string, EngineFolder>> {
  bench.say("creating 1,000 terraform_data and null_resource");
  const rivals = new Map([["terraform_data", await openTerraformData(bench)]]);
  const mirror = bench.nullProviderMirror;
  if (mirror !== undefined) rivals.set("null_resource", await openNullResources(bench, mirror));
  return rivals;
}

const notMeasured = (name: string, mostRatio: number): Row => ({
  what: WHAT,
  seen: "",
  against: `1,000 ${name}: NULL_PROVIDER_MIRROR is not set`,
  ratio: "not measured",
  target: `≤ ${mostRatio} ×`,
  verdict: "",
});

export async function planTime(bench: Bench, tokens: EngineFolder): Promise<readonly Row[]> {
  const rivals = await openRivals(bench);
  const folders = [["tokens", tokens] as const, ...rivals];
  bench.say(`planning each ${ROUNDS} times`);
  const tries = new Map(folders.map(([name, folder]) => [name, () => folder.plan()]));
  const medians = await interleavedMedians(ROUNDS, tries);
  return RIVALS.map(({ name, mostRatio }) => {
    const againstMs = medians.get(name);
    if (againstMs === undefined) return notMeasured(name, mostRatio);
    const seenMs = medians.get("tokens") ?? Number.NaN;
    return comparisonRow({ what: WHAT, seenMs, against: `1,000 ${name}`, againstMs, mostRatio });
  });
}
