// A plan of 1,000 tokens that finds nothing to do: time, processor time, memory and requests, against the peer and others.
import type { Tenant } from "../src/tenant/index.js";
import type { EngineFolder } from "./engine-folder.js";
import { interleaved, median } from "./interleaved.js";
import { listRequestsOf } from "./list-requests.js";
import type { Bench, Measurement } from "./measurement.js";
import { type Spent, sum } from "./processor-time.js";
import { peakMemory } from "./resident-memory.js";
import { type Row, ratioRow, row, type Timed, unmeasured } from "./row.js";
import { TARGETS, type Target } from "./targets.js";
import { openTokens, tenantOf } from "./tokens.js";
import { openYardsticks, type Yardstick } from "./yardsticks.js";

const ROUNDS = 5;
const FEW = 20;
const MANY = 5_000;

const medianOf = (spents: readonly Spent[] = [], pick: (spent: Spent) => number): number =>
  median(spents.map(pick));
const wall = ({ wallMs }: Spent): number => wallMs;
const engine = ({ engineMs }: Spent): number => engineMs;
const plugin = ({ launchesMs }: Spent): number => sum(launchesMs);

const launchesText = (spents: readonly Spent[]): string => {
  const [{ launchesMs }] = spents as readonly [Spent, ...Spent[]];
  return `launches: ${launchesMs.map((ms) => (ms / 1000).toFixed(2)).join(" + ")}`;
};

async function timeRows(bench: Bench, ours: EngineFolder): Promise<readonly Row[]> {
  const yardsticks = await openYardsticks(bench, ours);
  bench.say(`planning each ${ROUNDS} times`);
  const folders = Object.entries({ ours, ...yardsticks }).flatMap(([name, folder]) =>
    typeof folder === "string" ? [] : [[name, () => folder.plan()] as const],
  );
  const results = await interleaved(ROUNDS, new Map(folders));
  const seen = results.get("ours") ?? [];
  const timed = (name: string, pick: (spent: Spent) => number): Timed => ({
    name,
    ms: medianOf(results.get(name), pick),
  });
  const ratio = (target: Target, pick: (spent: Spent) => number, yardstick: Yardstick): Row => {
    const why = yardsticks[yardstick];
    if (typeof why === "string") return unmeasured(target, why);
    return ratioRow(target, timed("ours", pick), timed(yardstick, pick));
  };
  const ourPluginTime = { name: "plugin", ms: medianOf(seen, plugin) };
  const ourEngineTime = { name: "engine", ms: medianOf(seen, engine) };
  const split = ratioRow(TARGETS.pluginToEngine, ourPluginTime, ourEngineTime);
  return [
    ratio(TARGETS.wallToPeer, wall, "peer"),
    ratio(TARGETS.pluginToPeersPlugin, plugin, "peer"),
    { ...split, how: `${split.how}; ${launchesText(seen)}` },
    ratio(TARGETS.wallToNull, wall, "null_resource"),
    ratio(TARGETS.engineToNulls, engine, "null_resource"),
    ratio(TARGETS.wallToTerraformData, wall, "terraform_data"),
  ];
}

async function memoryRow(ours: EngineFolder): Promise<Row> {
  if (process.platform !== "linux") return unmeasured(TARGETS.memory, "needs Linux's /proc");
  const megabytes = await peakMemory(ours.directory, ours.plan());
  return row(TARGETS.memory, megabytes, "the largest of all launches");
}

async function requestRows(
  bench: Bench,
  { ours, tenant }: { readonly ours: EngineFolder; readonly tenant: Tenant },
): Promise<readonly Row[]> {
  const all = await listRequestsOf(ours, tenant);
  await using large = await tenantOf(MANY);
  const few = await listRequestsOf(await openTokens(bench, large, FEW), large);
  return [
    row(TARGETS.listRequestsOfAll, all.lists - all.pages, all.how),
    row(TARGETS.listRequestsOfFew, few.lists / Math.min(few.pages, FEW), few.how),
  ];
}

async function measure(bench: Bench): Promise<readonly Row[]> {
  await using tenant = await tenantOf(bench.tokens);
  const ours = await openTokens(bench, tenant, bench.tokens);
  return [
    ...(await timeRows(bench, ours)),
    await memoryRow(ours),
    ...(await requestRows(bench, { ours, tenant })),
  ];
}

export const tokenPlan: Measurement = { name: "plan", run: measure };
