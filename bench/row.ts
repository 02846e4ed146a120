// One line of the bench's table, and the table. Pure text, printing is elsewhere.

export interface Row {
  readonly what: string;
  readonly seen: string;
  /** What it is measured against; empty for an absolute figure. */
  readonly against: string;
  readonly ratio: string;
  /** Empty for a figure that is only told. */
  readonly target: string;
  readonly verdict: "hit" | "MISS" | "";
}

export interface Limit {
  readonly value: number;
  readonly most: number;
}

export const verdictOf = ({ value, most }: Limit): "hit" | "MISS" =>
  value <= most ? "hit" : "MISS";

export interface Comparison {
  readonly what: string;
  readonly seenMs: number;
  readonly against: string;
  readonly againstMs: number;
  /** None where nothing is promised. */
  readonly mostRatio?: number | undefined;
}

export function comparisonRow(comparison: Comparison): Row {
  const { what, seenMs, against, againstMs, mostRatio } = comparison;
  const ratio = seenMs / againstMs;
  return {
    what,
    seen: `${seenMs.toFixed(0)} ms`,
    against: `${against}: ${againstMs.toFixed(0)} ms`,
    ratio: `${ratio.toFixed(2)} ×`,
    ...(mostRatio === undefined
      ? { target: "", verdict: "" }
      : { target: `≤ ${mostRatio} ×`, verdict: verdictOf({ value: ratio, most: mostRatio }) }),
  };
}

const HEADINGS: Row = {
  what: "what",
  seen: "seen",
  against: "against",
  ratio: "ratio",
  target: "target",
  verdict: "",
};
const COLUMNS = ["what", "seen", "against", "ratio", "target", "verdict"] as const;

export function table(rows: readonly Row[]): string {
  const all = [HEADINGS, ...rows];
  const widths = COLUMNS.map((column) => Math.max(...all.map((row) => row[column].length)));
  const lineOf = (row: Row) =>
    COLUMNS.map((column, index) => row[column].padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return `${[lineOf(HEADINGS), rule, ...rows.map(lineOf)].join("\n")}\n`;
}
