// One line of the bench's table, and the table. Pure text, printing is elsewhere.
import type { Target, Unit } from "./targets.js";

export interface Row {
  readonly what: string;
  readonly seen: string;
  readonly target: string;
  readonly verdict: "hit" | "MISS" | "";
  /** The figures behind it. */
  readonly how: string;
}

const textOf = (value: number, unit: Unit): string =>
  `${unit === "×" ? value.toFixed(2) : Math.round(value)} ${unit}`;

const targetText = ({ most, unit }: Target): string =>
  most === undefined ? "" : `≤ ${most} ${unit}`;

export const row = (target: Target, value: number, how: string): Row => ({
  what: target.what,
  seen: textOf(value, target.unit),
  target: targetText(target),
  verdict: target.most === undefined ? "" : value <= target.most ? "hit" : "MISS",
  how,
});

export const unmeasured = (target: Target, why: string): Row => ({
  what: target.what,
  seen: "not measured",
  target: targetText(target),
  verdict: "",
  how: why,
});

export interface Timed {
  readonly name: string;
  readonly ms: number;
}

const timeText = ({ name, ms }: Timed): string =>
  `${name} ${ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`}`;

export const ratioRow = (target: Target, seen: Timed, yardstick: Timed): Row =>
  row(target, seen.ms / yardstick.ms, `${timeText(seen)}, ${timeText(yardstick)}`);

const HEADINGS: Row = { what: "what", seen: "seen", target: "target", verdict: "", how: "how" };
const COLUMNS = ["what", "seen", "target", "verdict", "how"] as const;

export function table(rows: readonly Row[]): string {
  const all = [HEADINGS, ...rows];
  const widths = COLUMNS.map((column) => Math.max(...all.map((one) => one[column].length)));
  const lineOf = (one: Row) =>
    COLUMNS.map((column, index) => one[column].padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return `${[lineOf(HEADINGS), rule, ...rows.map(lineOf)].join("\n")}\n`;
}
