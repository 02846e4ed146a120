// Processor time, user and system, of one run of an engine and of every plugin that it launched, by the `times` of bash.
import { readFile, rm } from "node:fs/promises";
import path from "node:path";

/** The variables that name the files which the shells write to. */
const ENGINE = "BENCH_ENGINE_TIMES";
const LAUNCHES = "BENCH_LAUNCH_TIMES";
/** `times` prints a line for the shell and one for what it ran, user and system time in each. */
const LINES_PER_SHELL = 2;
const MS_PER_MINUTE = 60_000;
const MS_PER_SECOND = 1000;

export interface Spent {
  readonly wallMs: number;
  /** The engine's own. */
  readonly engineMs: number;
  /** One for each launch of the plugin. */
  readonly launchesMs: readonly number[];
}

export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const timed = (program: string, variable: string): string =>
  `#!/usr/bin/env bash\n${quoted(program)} "$@"\ncode=$?\ntimes >> "$${variable}"\nexit $code\n`;

/** A script that runs the plugin in its place. */
export const timedPlugin = (executable: string): string => timed(executable, LAUNCHES);

/** A script that runs the engine, and all that it starts, in its place. */
export const timedEngine = (binary: string): string => timed(binary, ENGINE);

export const timesEnvironment = (directory: string): Readonly<Record<string, string>> => ({
  [ENGINE]: path.join(directory, "engine.times"),
  [LAUNCHES]: path.join(directory, "launches.times"),
});

/** The milliseconds in one line such as `0m1.250s 0m0.030s`. */
function lineMs(line: string): number {
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  return sum(
    parts.map(
      ([, minutes, seconds]) => Number(minutes) * MS_PER_MINUTE + Number(seconds) * MS_PER_SECOND,
    ),
  );
}

async function shellsMs(file: string): Promise<readonly number[]> {
  const lines = (await readFile(file, "utf8").catch(() => "")).trim().split("\n");
  const starts = lines.flatMap((_, index) => (index % LINES_PER_SHELL === 0 ? [index] : []));
  return starts.map((start) => sum(lines.slice(start, start + LINES_PER_SHELL).map(lineMs)));
}

/** @param directory the one that the environment was made for */
export async function spentIn(directory: string, run: () => Promise<void>): Promise<Spent> {
  const { [ENGINE]: engine = "", [LAUNCHES]: launches = "" } = timesEnvironment(directory);
  for (const file of [engine, launches]) await rm(file, { force: true });
  const startMs = performance.now();
  await run();
  const wallMs = performance.now() - startMs;
  const launchesMs = await shellsMs(launches);
  const allMs = sum(await shellsMs(engine));
  return { wallMs, engineMs: allMs - sum(launchesMs), launchesMs };
}
