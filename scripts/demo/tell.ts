// What a person sees: a line per step while it runs, and a table at the end. Pure text, printing is elsewhere.
import type { StepOutcome } from "./step.js";

const HEADINGS = ["step", "expected", "seen", ""];

export const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`;

const indented = (text: string): string => text.replaceAll(/^/gm, "    ");

/** Ends the line that the step's title began; the whole story follows when it failed. */
export function outcomeText({ state, durationMs, details, facts }: StepOutcome): string {
  const line = `${state} (${seconds(durationMs)})\n`;
  if (state === "ok") return line;
  const missed = facts.filter(({ expected, seen }) => expected !== seen);
  const comparisons = missed.map(({ expected, seen }) => `expected ${expected}, saw ${seen}\n`);
  return `${line}${indented(`${comparisons.join("")}${details}`)}\n`;
}

/** One line per fact; the step's name and verdict stand on the first. */
function rowsOf({ title, facts, state }: StepOutcome): string[][] {
  const shown = facts.length === 0 ? [{ expected: "-", seen: "-" }] : facts;
  return shown.map(({ expected, seen }, index) =>
    index === 0 ? [title, expected, seen, state] : ["", expected, seen, ""],
  );
}

export function summaryTable(outcomes: readonly StepOutcome[]): string {
  const rows = [HEADINGS, ...outcomes.flatMap(rowsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return `${[lines[0], rule, ...lines.slice(1)].join("\n")}\n`;
}
