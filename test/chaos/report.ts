// What a campaign found: one record for each round, as JSON, and how they add up.
import type { Step } from "./evidence.js";
import { describeGraph } from "./graph.js";
import type { Scenario } from "./scenario.js";
import type { Trouble } from "./trouble.js";
import type { Violation } from "./violation.js";

export interface RoundRecord {
  readonly seed: number;
  /** As people say it, `OpenTofu 1.12.6`. */
  readonly engine: string;
  readonly seconds: number;
  /** Before and after the change. */
  readonly graphs: readonly [string, string];
  readonly edits: readonly string[];
  readonly profile: readonly string[];
  readonly troubles: readonly { readonly kind: Trouble["kind"]; readonly hasStruck: boolean }[];
  readonly violations: readonly Violation[];
}

export interface Report {
  readonly version: string;
  readonly node: string;
  readonly rounds: readonly RoundRecord[];
}

export const recordOf = (
  scenario: Scenario,
  outcome: Pick<RoundRecord, "engine" | "seconds" | "violations"> & {
    readonly struck: readonly Trouble[];
  },
): RoundRecord => ({
  seed: scenario.seed,
  engine: outcome.engine,
  seconds: outcome.seconds,
  graphs: [describeGraph(scenario.before), describeGraph(scenario.after)],
  edits: scenario.edits,
  profile: [
    ...Object.keys(scenario.profile.settings),
    ...(scenario.profile.hasRemoteState ? ["remote state"] : []),
    ...(scenario.profile.hasRunToken ? ["token for one run"] : []),
    ...(scenario.profile.keyIsAdmin ? ["API key is admin"] : []),
  ],
  troubles: scenario.troubles.flat().map((trouble) => ({
    kind: trouble.kind,
    hasStruck: outcome.struck.includes(trouble),
  })),
  violations: outcome.violations,
});

/** One line for a person who watches. */
export function roundLine(record: RoundRecord): string {
  const { seed, engine, seconds, graphs, troubles, violations } = record;
  const outcome = violations.length === 0 ? "ok  " : "FAIL";
  const met = troubles.map(({ kind, hasStruck }) => (hasStruck ? kind : `(${kind})`)).join(" + ");
  return `${outcome} ${String(seed).padStart(10)} ${seconds.toFixed(1).padStart(6)} s  ${engine}  ${graphs.join(" → ")}  ${met}`;
}

const LAST_LINES = 40;

/**
 * What one needs of a round that failed where its output is all that is kept. A later version draws something else from the
 * seed, so that the scenario is written out.
 */
export function describeFailure(
  { violations, replay }: Pick<RoundRecord, "violations"> & { readonly replay: string },
  scenario: Scenario,
  steps: readonly Step[],
): string {
  return [
    ...violations.map(({ kind, words }) => `  ${kind}: ${words}`),
    ...Object.entries(scenario).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    ...steps.flatMap(({ name, exitCode, output }) => [
      `  the ${name} ended with ${exitCode} and, at the end, these lines:`,
      ...lastLines(output).map((line) => `  | ${line}`),
    ]),
    `  replay: ${replay}`,
  ].join("\n");
}

const lastLines = (output: string): readonly string[] =>
  output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-LAST_LINES);
