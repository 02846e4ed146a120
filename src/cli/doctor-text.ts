// What `doctor` prints of its results: lines for people, or JSON for programs.
import { styleText } from "node:util";
import type { Status } from "./doctor/check.js";
import type { CheckResult } from "./doctor/run-checks.js";
import { wrap } from "./wrap.js";

export interface Page {
  /** Undefined: nothing is wrapped, so that each check is one line. */
  readonly columns: number | undefined;
  /** Whether the terminal shows more than ASCII. */
  readonly isUnicode: boolean;
}

const MARKS = {
  ok: { unicode: "✓", ascii: "+", colour: "green" },
  warning: { unicode: "!", ascii: "!", colour: "yellow" },
  error: { unicode: "✗", ascii: "x", colour: "red" },
  not_checked: { unicode: "-", ascii: "-", colour: "gray" },
} as const;

/** A line for each check, with what to do below it on a terminal and behind it elsewhere, and a sum. */
export function renderText(results: readonly CheckResult[], page: Page): string {
  const titleWidth = Math.max(...results.map(({ title }) => title.length)) + 2;
  const lines = results.map((result) => lineOf(result, titleWidth, page));
  return [...lines, "", sumOf(results)].join("\n");
}

function lineOf(result: CheckResult, titleWidth: number, { columns, isUnicode }: Page): string {
  const { status, title, found, advice } = result;
  const mark = MARKS[status][isUnicode ? "unicode" : "ascii"];
  const arrow = isUnicode ? "→" : "->";
  const rest = ` ${title.padEnd(titleWidth)}`;
  // Who reads it and whether they want colours, the entry point decides.
  const coloured = styleText(MARKS[status].colour, mark, { validateStream: false });
  const advised = advice === undefined ? "" : `${arrow} ${advice}`;
  if (columns === undefined) return `${coloured}${rest}${[found, advised].join(" ").trimEnd()}`;
  const first = wrap(mark + rest, found, columns).slice(mark.length);
  const indent = " ".repeat(mark.length + rest.length);
  const second = advised === "" ? [] : [wrap(indent, advised, columns)];
  return [`${coloured}${first}`, ...second].join("\n");
}

const count = (results: readonly CheckResult[], status: Status): number =>
  results.filter((result) => result.status === status).length;

function sumOf(results: readonly CheckResult[]): string {
  const errors = count(results, "error");
  const warnings = count(results, "warning");
  const unchecked = count(results, "not_checked");
  const checks = `${results.length} checks: ${errors === 0 ? "no" : errors} ${errors === 1 ? "error" : "errors"}`;
  return [
    checks,
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
  ].join(", ");
}

export const isHealthy = (results: readonly CheckResult[]): boolean =>
  count(results, "error") === 0;

export const renderJson = (results: readonly CheckResult[]): string =>
  JSON.stringify({ ok: isHealthy(results), checks: results }, null, 2);
