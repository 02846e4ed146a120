// The report for a person at a terminal: a paragraph for each token and client, with what is known of it. Pure.
import { printable } from "../../lib/schema/index.js";
import type { AccessReport, ReportedPrincipal } from "./access-report.js";
import { COLUMNS_FOR_READERS } from "./report-table.js";

const WIDTH = Math.max(...COLUMNS_FOR_READERS.map(({ header }) => header.length));

/** What is empty is left out. */
export function reportText(report: AccessReport): string {
  const { tenant, readAt, readBy, stateFile, principals, gaps } = report;
  const state = stateFile === null ? "" : `, with the state ${stateFile}`;
  const head = `API tokens and OAuth clients of ${tenant}, as ${readBy} saw them at ${readAt}${state}: ${principals.length}`;
  return [
    oneLine(head),
    ...principals.map((principal) => linesOf(principal).join("\n")),
    ["Not shown here:", ...gaps.map((gap) => `- ${oneLine(gap)}`)].join("\n"),
  ].join("\n\n");
}

const linesOf = (principal: ReportedPrincipal): readonly string[] => [
  oneLine(principal.displayName),
  ...COLUMNS_FOR_READERS.flatMap(({ header, of }) => {
    const text = oneLine(of(principal));
    return text === "" ? [] : [`  ${header.padStart(WIDTH)}    ${text}`];
  }),
];

const oneLine = (text: string): string => printable(text).replace(/\s+/g, " ").trim();
