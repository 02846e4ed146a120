// Wall time of a no-op plan, against as many resources that cost their providers nothing.
import type { EngineFolder } from "./engine-folder.js";
import { interleavedMedians } from "./interleaved.js";
import type { Bench } from "./measurement.js";
import { openRivals, type Rival } from "./other-folders.js";
import { comparisonRow, type Row } from "./row.js";

const ROUNDS = 5;
const RIVALS: readonly Rival[] = ["terraform_data", "null_resource"];

export interface PlanTiming {
  readonly what: string;
  /** Applied. */
  readonly folder: EngineFolder;
  /** How many it holds. */
  readonly resources: number;
  /** None where nothing is promised. */
  readonly mostRatios?: Readonly<Record<Rival, number>>;
}

export async function planTimes(bench: Bench, timing: PlanTiming): Promise<readonly Row[]> {
  const { what, folder: ours, resources, mostRatios } = timing;
  const rivals = await openRivals(bench, resources);
  const folders = [["ours", ours] as const, ...rivals];
  bench.say(`planning each ${ROUNDS} times`);
  const tries = new Map(folders.map(([name, folder]) => [name, () => folder.plan()]));
  const medians = await interleavedMedians(ROUNDS, tries);
  const seenMs = medians.get("ours") ?? Number.NaN;
  return RIVALS.map((name) => {
    const against = `${resources.toLocaleString("en")} ${name}`;
    const mostRatio = mostRatios?.[name];
    const againstMs = medians.get(name);
    return againstMs === undefined
      ? notMeasured({ what, against, mostRatio })
      : comparisonRow({ what, seenMs, against, againstMs, mostRatio });
  });
}

interface Unmeasured {
  readonly what: string;
  readonly against: string;
  readonly mostRatio: number | undefined;
}

const notMeasured = ({ what, against, mostRatio }: Unmeasured): Row => ({
  what,
  seen: "",
  against: `${against}: NULL_PROVIDER_MIRROR is not set`,
  ratio: "not measured",
  target: mostRatio === undefined ? "" : `≤ ${mostRatio} ×`,
  verdict: "",
});
