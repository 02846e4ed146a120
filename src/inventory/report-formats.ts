// The formats of the report, by the name that the command line and a file's extension give them.
import { printable } from "../../lib/schema/index.js";
import type { AccessReport } from "./access-report.js";
import { reportCsv } from "./report-csv.js";
import { reportMarkdown } from "./report-markdown.js";
import { reportPage } from "./report-page.js";
import { reportText } from "./report-text.js";

type Render = (report: AccessReport) => string;

export const REPORT_FORMATS: ReadonlyMap<string, Render> = new Map<string, Render>([
  ["text", reportText],
  ["md", reportMarkdown],
  // What a terminal would act on is written as JSON may write it, so that the text means the same.
  ["json", (report) => printable(JSON.stringify(report, null, 2))],
  ["csv", reportCsv],
  ["html", (report) => reportPage(report)],
]);
