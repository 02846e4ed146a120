// Plays rounds one after the other on a few workspaces, until time or count is up.

import { cp, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Engine } from "../../src/cli/doctor/engine.js";
import { Workspace } from "../../src/testing/index.js";
import { StateServer } from "../acceptance/harness/state-server.js";
import { engineFor, knowsEphemeral } from "./engines.js";
import type { Evidence } from "./evidence.js";
import { describeFailure, type RoundRecord, recordOf } from "./report.js";
import { playRound } from "./round.js";
import { backendOf, type Folder } from "./runs.js";
import { drawScenario } from "./scenario.js";
import { violationsIn } from "./violations.js";

export interface CampaignOptions {
  /** Each seed draws one. */
  readonly engines: readonly Engine[];
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
  /** @param failure what to print of a round that failed */
  readonly onRound: (record: RoundRecord, failure?: string) => void;
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

/** What one worker plays on with one engine, each initialised once. */
interface Folders {
  readonly local: Folder;
  readonly remote: Folder & { readonly stateServer: StateServer };
  readonly neighbour: Folder;
}

async function openFolders({ binary: engine }: Engine): Promise<Folders> {
  const stateServer = await StateServer.start();
  const open = async (configuration: string) => ({
    workspace: await Workspace.open({ engine, configuration, reject: false }),
  });
  return {
    local: await open(""),
    remote: { ...(await open(backendOf(stateServer))), stateServer },
    neighbour: await open(""),
  };
}

async function closeFolders({ local, remote, neighbour }: Folders): Promise<void> {
  for (const { workspace } of [local, remote, neighbour]) await workspace.close();
  await remote.stateServer.stop();
}

interface Drawn {
  readonly seed: number;
  readonly engine: Engine;
}

async function playOne(
  { seed, engine }: Drawn,
  { local, remote, neighbour }: Folders,
  keepIn: string | undefined,
): Promise<{ readonly record: RoundRecord; readonly failure?: string }> {
  const scenario = drawScenario(seed, knowsEphemeral(engine));
  const folder = scenario.profile.hasRemoteState ? remote : local;
  const startedMs = performance.now();
  const played = playRound({ scenario, folder, neighbour });
  const { evidence, struck } = await played.catch((error: unknown) => {
    const why = error instanceof Error ? error.stack : String(error);
    throw new Error(`Cannot play the round of seed ${seed}: ${why}`, { cause: error });
  });
  const violations = violationsIn(evidence);
  const seconds = (performance.now() - startedMs) / SECOND_MS;
  if (violations.length > 0 && keepIn !== undefined) {
    await keep(folder.workspace, evidence.steps, path.join(keepIn, String(seed)));
  }
  const record = recordOf(scenario, { engine: engine.title, seconds, violations, struck });
  if (violations.length === 0) return { record };
  const replay = `TERRAFORM_BINARY_NAME=${engine.binary} npm run chaos -- --seed ${seed} --keep`;
  return {
    record,
    failure: describeFailure({ violations, replay }, scenario, evidence.steps),
  };
}

export async function runCampaign(options: CampaignOptions): Promise<readonly RoundRecord[]> {
  const { engines, rounds = Number.POSITIVE_INFINITY, minutes, signal } = options;
  const endMs = performance.now() + minutes * MINUTE_MS;
  const records: RoundRecord[] = [];
  let next = 0;
  const work = async () => {
    const opened = new Map<Engine, Folders>();
    try {
      while (next < rounds && performance.now() < endMs && !signal.aborted) {
        const seed = options.seed + next;
        next += 1;
        const engine = engineFor(seed, engines);
        const folders = opened.get(engine) ?? (await openFolders(engine));
        opened.set(engine, folders);
        const { record, failure } = await playOne({ seed, engine }, folders, options.keepIn);
        records.push(record);
        options.onRound(record, failure);
      }
    } finally {
      for (const folders of opened.values()) await closeFolders(folders);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.workers, rounds) }, work));
  return records;
}
