// The report as text that fits a terminal, and that can be pasted into a bug report.

import type { Report, Result } from "./probe/report.js";
import { wrap } from "./wrap.js";

const INDENT = "  ";

export function reportText(report: Report, columns: number): string {
  return [
    ...headLines(report, columns),
    "",
    ...report.results.flatMap((result) => resultLines(result, columns)),
    "",
    "Settings that the probe cannot tell:",
    ...undeterminedLines(report, columns),
    "",
    wrap("", "Settings that make the embedded tenant alike (PUT /_tenant/settings):", columns),
    JSON.stringify(report.settings, null, 2),
  ].join("\n");
}

function headLines(report: Report, columns: number): string[] {
  const { version, tenant, signedInWith, requests, endedEarly } = report;
  const kind = tenant === "embedded" ? "the embedded tenant" : "a tenant";
  const head = `Probe of ${kind} by cdktf-provider-atlan ${version}, signed in with an ${signedInWith}: ${requests} requests.`;
  const early =
    endedEarly === null ? [] : [`Not all experiments were made, because ${endedEarly}.`];
  return [head, ...early].map((line) => wrap("", line, columns));
}

function resultLines({ question, answer }: Result, columns: number): string[] {
  const lines = answer.split("\n").map((line) => wrap(INDENT, line, columns));
  return [wrap("", question, columns), ...lines];
}

/** One reason often holds for several settings. */
function undeterminedLines({ undetermined }: Report, columns: number): string[] {
  const reasons = new Map<string, string[]>();
  for (const [name, reason] of Object.entries(undetermined)) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  return [...reasons].flatMap(([reason, settings]) => [
    wrap(INDENT, settings.join(", "), columns),
    wrap(INDENT.repeat(2), reason, columns),
  ]);
}
