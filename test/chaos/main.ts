// `npm run chaos`: plays rounds of real Terraform and OpenTofu against an unkind tenant and checks what is promised. Only this file prints.
//   --seed N      plays the round of this seed; with --rounds or --minutes, that one and the next
//   --rounds N    how many
//   --minutes N   no round begins later; 2 unless --seed or --rounds is given
//   --workers N   rounds beside each other; 4 by default: most of a round is waiting
//   --keep        keeps the folder of a round that fails: configuration, state, trace log
//   --report FILE writes what happened as JSON
import { randomInt } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { checkBuilt, findEngine } from "../../scripts/demo/prerequisites.js";
import type { Engine } from "../../src/cli/doctor/engine.js";
import { tofuBinary } from "../acceptance/harness/engines.js";
import { runCampaign } from "./campaign.js";
import { type Report, type RoundRecord, roundLine } from "./report.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DEFAULT_MINUTES = 2;
const DEFAULT_WORKERS = 4;
const MOST_SEED = 1_000_000_000;
const INTERRUPTED_EXIT_CODE = 130;

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => interruption.abort());
}

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

function tell(record: RoundRecord, failure?: string): void {
  say(roundLine(record));
  if (failure !== undefined) say(failure);
}

function counted(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Error(`Cannot take --${name} ${text}: not a number, expected 0 or more`);
}

function readOptions() {
  const string = { type: "string" } as const;
  const options = {
    seed: string,
    rounds: string,
    minutes: string,
    workers: string,
    report: string,
    keep: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ options });
  const seed = counted("seed", values.seed);
  const minutes = counted("minutes", values.minutes);
  const isReplay = seed !== undefined && minutes === undefined;
  const rounds = counted("rounds", values.rounds) ?? (isReplay ? 1 : undefined);
  return {
    seed: seed ?? randomInt(MOST_SEED),
    ...(rounds !== undefined && { rounds }),
    minutes: minutes ?? (rounds === undefined ? DEFAULT_MINUTES : Number.POSITIVE_INFINITY),
    workers: counted("workers", values.workers) ?? DEFAULT_WORKERS,
    isKept: values.keep === true,
    reportFile: values.report,
  };
}

/** The one that TERRAFORM_BINARY_NAME names; without it Terraform, and OpenTofu where TOFU_BINARY names it. */
async function findEngines(): Promise<readonly Engine[]> {
  const first = await findEngine();
  if (process.env.TERRAFORM_BINARY_NAME) return [first];
  if (tofuBinary !== undefined) return [first, await findEngine(tofuBinary)];
  say("no round is played with OpenTofu: TOFU_BINARY is not set");
  return [first];
}

async function main(): Promise<number> {
  const { isKept, reportFile, ...options } = readOptions();
  const engines = await findEngines();
  await checkBuilt(ROOT);
  const { version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8"));
  const node = process.versions.node;
  const titles = engines.map(({ title }) => title).join(", ");
  say(`cdktf-provider-atlan ${version}, ${titles}, Node ${node}, seed ${options.seed}`);
  const keepIn = isKept ? await mkdtemp(path.join(tmpdir(), "atlan-chaos-")) : undefined;
  if (keepIn !== undefined) say(`folders of rounds that fail: ${keepIn}`);
  const rounds = await runCampaign({
    ...options,
    engines,
    ...(keepIn !== undefined && { keepIn }),
    signal: interruption.signal,
    onRound: tell,
  });
  const failed = rounds.filter(({ violations }) => violations.length > 0);
  say(`${rounds.length} rounds, ${failed.length} failed`);
  const report: Report = { version, node, rounds };
  if (reportFile !== undefined) await writeFile(reportFile, JSON.stringify(report, null, 2));
  if (interruption.signal.aborted) return INTERRUPTED_EXIT_CODE;
  return failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
