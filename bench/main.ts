// `npm run bench`: measures speed and size in one run and prints one table, hits and misses alike. Only this file prints.
//   --only NAME   one measurement
//   --tokens N    instead of 1,000 in the large plans, to try the bench itself
//   --profile     instead, where the plugin's time goes during a no-op plan
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { checkBuilt, findEngine, PrerequisiteError } from "../scripts/demo/prerequisites.js";
import { coalescedWrites } from "./coalesced-writes.js";
import { creation } from "./creation.js";
import { grantPlan } from "./grant-plan.js";
import { handshake } from "./handshake.js";
import type { Bench, Measurement } from "./measurement.js";
import { profilePlan } from "./profile.js";
import { type Row, table } from "./row.js";
import { size } from "./size.js";
import { synth } from "./synth.js";
import { tokenPlan } from "./token-plan.js";

const ROOT = path.resolve(import.meta.dirname, "..");
const TOKENS = 1000;
const PROFILE = path.join(tmpdir(), "cdktf-provider-atlan.cpuprofile");
const INTERRUPTED_EXIT_CODE = 130;

const measurements: readonly Measurement[] = [
  handshake,
  tokenPlan,
  creation,
  coalescedWrites,
  grantPlan,
  synth,
  size,
];

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => interruption.abort());
}

function chosen(only: string | undefined): readonly Measurement[] {
  const found = measurements.filter(({ name }) => only === undefined || name === only);
  if (found.length > 0) return found;
  const names = measurements.map(({ name }) => name).join(", ");
  throw new PrerequisiteError(
    `Cannot measure "${only}": no such measurement, expected one of ${names}`,
  );
}

async function measureAll(bench: Bench, only: string | undefined): Promise<string> {
  const rows: Row[] = [];
  for (const { name, run } of chosen(only)) {
    bench.say(`measuring ${name}`);
    rows.push(...(await run(bench)));
  }
  return table(rows);
}

async function main(): Promise<string> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      tokens: { type: "string", default: String(TOKENS) },
      profile: { type: "boolean" },
    },
  });
  const engine = await findEngine();
  await checkBuilt(ROOT);
  const bench: Bench = {
    root: ROOT,
    binary: engine.binary,
    directory: await realpath(await mkdtemp(path.join(tmpdir(), "atlan-bench-"))),
    nullProviderMirror: process.env.NULL_PROVIDER_MIRROR,
    tokens: Number(values.tokens),
    signal: interruption.signal,
    say: (line) => process.stderr.write(`${line}\n`),
  };
  try {
    const told = values.profile
      ? await profilePlan(bench, PROFILE)
      : await measureAll(bench, values.only);
    const { versions, platform, arch } = process;
    const tried = bench.tokens === TOKENS ? "" : `, ${bench.tokens} tokens, only to try the bench`;
    return `${engine.title}, Node ${versions.node}, ${platform} ${arch}${tried}\n\n${told}`;
  } finally {
    await rm(bench.directory, { recursive: true, force: true });
  }
}

try {
  process.stdout.write(await main());
} catch (error) {
  const isInterrupted = interruption.signal.aborted;
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(isInterrupted ? "Interrupted.\n" : `${words}\n`);
  process.exitCode = isInterrupted ? INTERRUPTED_EXIT_CODE : 1;
}
