// Plays rounds one after the other on a few workspaces, until time or count is up.
import { cp, writeFile } from "node:fs/promises";
import path from "node:path";
import { Workspace } from "../acceptance/harness/workspace.js";
import type { Evidence } from "./evidence.js";
import { type RoundRecord, recordOf } from "./report.js";
import { playRound } from "./round.js";
import { drawScenario } from "./scenario.js";
import { violationsIn } from "./violations.js";

export interface CampaignOptions {
  readonly binary: string;
  /** Of the first round; each further one has the next. */
  readonly seed: number;
  /** @default as many as the time allows */
  readonly rounds?: number;
  /** No round begins later. */
  readonly minutes: number;
  /** Rounds that run beside each other. */
  readonly workers: number;
  /** Where to copy the folder of a round that failed. */
  readonly keepIn?: string;
  readonly signal: AbortSignal;
  readonly onRound: (record: RoundRecord) => void;
}

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** Without the plugin, and without what cannot be copied: a socket that was left. */
async function keep(
  { directory: from }: Workspace,
  steps: Evidence["steps"],
  directory: string,
): Promise<void> {
  await cp(from, directory, {
    recursive: true,
    filter: (source) => !/terraform\.d|\.terraform\b|\.sock$/.test(source),
  });
  for (const [index, { name, output }] of steps.entries()) {
    await writeFile(path.join(directory, `${index + 1} ${name}.txt`), output);
  }
}

interface Folders {
  readonly workspace: Workspace;
  readonly neighbour: Workspace;
}

async function playOne(
  seed: number,
  folders: Folders,
  keepIn: string | undefined,
): Promise<RoundRecord> {
  const scenario = drawScenario(seed);
  const startedMs = performance.now();
  const { evidence, struck } = await playRound({ scenario, ...folders });
  const violations = violationsIn(evidence);
  const seconds = (performance.now() - startedMs) / SECOND_MS;
  if (violations.length > 0 && keepIn !== undefined) {
    await keep(folders.workspace, evidence.steps, path.join(keepIn, String(seed)));
  }
  return recordOf(scenario, { seconds, violations, struck });
}

export async function runCampaign(options: CampaignOptions): Promise<readonly RoundRecord[]> {
  const { binary, rounds = Number.POSITIVE_INFINITY, minutes, signal, keepIn } = options;
  const endMs = performance.now() + minutes * MINUTE_MS;
  const records: RoundRecord[] = [];
  let next = 0;
  const work = async () => {
    const workspace = await Workspace.open({ binary, configuration: "" });
    const neighbour = await Workspace.open({ binary, configuration: "" });
    try {
      while (next < rounds && performance.now() < endMs && !signal.aborted) {
        const seed = options.seed + next;
        next += 1;
        const record = await playOne(seed, { workspace, neighbour }, keepIn);
        records.push(record);
        options.onRound(record);
      }
    } finally {
      await workspace.close();
      await neighbour.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.workers, rounds) }, work));
  return records;
}
