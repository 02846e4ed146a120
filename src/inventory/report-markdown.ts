// The report for a pull request or a wiki: names are text and nothing else, no markup, no link, no mention of anybody. Pure.
import { printable } from "../../lib/schema/index.js";
import type { AccessReport } from "./access-report.js";
import { COLUMNS, COLUMNS_FOR_READERS, type Column } from "./report-table.js";

const SHOWN: readonly Column[] = [COLUMNS.name, ...COLUMNS_FOR_READERS];

export function reportMarkdown(report: AccessReport): string {
  const { tenant, readAt, readBy, stateFile, principals, gaps } = report;
  const state = stateFile === null ? "" : `, with the state ${literal(stateFile)}`;
  return [
    "# API tokens and OAuth clients",
    "",
    `${literal(tenant)} as ${literal(readBy)} saw it at ${readAt}${state}.`,
    "",
    row(SHOWN.map(({ header }) => header)),
    row(SHOWN.map(() => "---")),
    ...principals.map((principal) => row(SHOWN.map(({ of }) => literal(of(principal))))),
    "",
    "## What this report does not show",
    "",
    ...gaps.map((gap) => `- ${literal(gap)}`),
  ].join("\n");
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** What Markdown, or GitHub's kind of it, would not take for text. */
const MARKUP = /[\\`*_{}[\]<>#|~!&:$@]/g;

const literal = (text: string): string =>
  printable(text)
    .replace(/\s+/g, " ")
    .replace(MARKUP, "\\$&")
    .replace(/\bwww\./gi, (match) => `${match.slice(0, -1)}\\.`);
