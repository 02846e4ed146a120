// The report as a page that stands alone: one file with its data, its style and its script, which sends no request. Pure.
import { createHash } from "node:crypto";
import type { AccessReport } from "./access-report.js";

/** What the build makes of `src/page/report`. */
export interface ReportPageFiles {
  readonly script: string;
  readonly style: string;
}

declare const __REPORT_PAGE__: ReportPageFiles;

/** Undefined where nothing was built. */
const builtFiles: ReportPageFiles | undefined =
  typeof __REPORT_PAGE__ === "undefined" ? undefined : __REPORT_PAGE__;

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Runs and looks as it was built, whatever the data contain; loads nothing and sends nothing. */
const policyOf = ({ script, style }: ReportPageFiles): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

/** JSON in which no text can end the element that carries it. */
const carried = (report: AccessReport): string => JSON.stringify(report).replaceAll("<", "\\u003c");

/** @throws in one sentence when the program runs from source, where the page's script is not built */
export function reportPage(report: AccessReport, files = builtFiles): string {
  if (files === undefined) {
    throw new Error(
      "Cannot write the report as a page: this program runs from source, which has no script for it, expected a build (npm run build)",
    );
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(files)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Access report</title>
<style>${files.style}</style>
</head>
<body>
<noscript><p>This page needs JavaScript. The report is also written as Markdown, CSV or JSON.</p></noscript>
<script type="application/json" id="report">${carried(report)}</script>
<script>${files.script}</script>
</body>
</html>
`;
}
