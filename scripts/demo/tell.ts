// What a person sees: a line per step while it runs, and a table at the end. Pure text, printing is elsewhere.
import { wrap } from "../../src/cli/wrap.js";
import type { Fact, StepOutcome } from "./step.js";

/** What a terminal has that nobody has widened. */
const COLUMNS = 80;
const STATE_WIDTH = "not run".length + 2;

export const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`;

const indented = (text: string): string => text.replaceAll(/^/gm, "    ");

const isMissed = ({ expected, seen }: Fact): boolean => expected !== seen;

/** Ends the line that the step's title began; the whole story follows when it failed. */
export function outcomeText({ state, durationMs, details, facts }: StepOutcome): string {
  const line = `${state} (${seconds(durationMs)})\n`;
  if (state === "ok") return line;
  const comparisons = facts
    .filter(isMissed)
    .map(({ expected, seen }) => `expected ${expected}, saw ${seen}\n`);
  return `${line}${indented(`${comparisons.join("")}${details}`)}\n`;
}

/** What was seen; where something else was expected, that too. */
const factText = (fact: Fact): string =>
  isMissed(fact) ? `expected ${fact.expected}, saw ${fact.seen}` : fact.seen;

/** One line per fact; the step's state and name stand on the first. */
export function summaryTable(outcomes: readonly StepOutcome[]): string {
  const titleWidth = Math.max(...outcomes.map(({ title }) => title.length)) + 2;
  const lines = outcomes.flatMap(({ title, facts, state }) => {
    const head = state.padEnd(STATE_WIDTH) + title.padEnd(titleWidth);
    const texts = facts.length === 0 ? [""] : facts.map(factText);
    return texts.map((text, index) =>
      wrap(index === 0 ? head : " ".repeat(head.length), text, COLUMNS),
    );
  });
  return `${lines.join("\n")}\n`;
}
