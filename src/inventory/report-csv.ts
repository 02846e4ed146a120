// The report for a spreadsheet: RFC 4180, every cell quoted, and no cell that a spreadsheet would run as a formula. Pure.
import { printable } from "../../lib/schema/index.js";
import type { AccessReport } from "./access-report.js";
import { COLUMNS, type Column } from "./report-table.js";

/** With a line for each token and client, and none for what was not seen: those are in the other formats. */
export function reportCsv({ principals }: AccessReport): string {
  const columns: readonly Column[] = Object.values(COLUMNS);
  const rows = [
    columns.map(({ header }) => header),
    ...principals.map((principal) => columns.map(({ of }) => of(principal))),
  ];
  return rows.map((row) => row.map(cell).join(",")).join("\r\n");
}

const cell = (text: string): string => `"${defused(printable(text)).replaceAll('"', '""')}"`;

const NUMBER = /^-?\d+$/;

/**
 * What begins a formula, at the start of a cell or after what some spreadsheet takes for the end of one, whatever the file says:
 * a spreadsheet of a language that writes commas in numbers splits at semicolons.
 */
const FORMULA = /(^|[;,|\t\r\n"])([ \u00a0]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

const defused = (text: string): string =>
  NUMBER.test(text) ? text : text.replace(FORMULA, "$1$2'");
