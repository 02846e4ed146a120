// The file of the report as a page: what it may run, and that its data stay data.
import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { reportPage } from "../../../src/inventory/report-page.js";
import { NASTY_NAMES } from "./nasty.js";

const FILES = { script: "let script = 1;", style: "p{color:red}" };
const report = (name: string) => ({
  tenant: name,
  readAt: "2026-01-04T00:00:00Z",
  readBy: name,
  stateFile: name,
  principals: [],
  gaps: [name],
});

const hash = (text: string) => createHash("sha256").update(text).digest("base64");
const between = (html: string, start: string, end: string): string =>
  html.slice(html.indexOf(start) + start.length).split(end)[0] ?? "";

test("runs its own script and style alone, by their hashes, and connects to nobody", () => {
  const policy = between(reportPage(report(""), FILES), 'Content-Security-Policy" content="', '"');
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hash(FILES.script)}'`,
    `style-src 'sha256-${hash(FILES.style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

test.each(Object.entries(NASTY_NAMES))("carries a name as it is: %s", (_kind, name) => {
  const html = reportPage(report(name), FILES);
  const carried = between(html, '<script type="application/json" id="report">', "</script>");
  expect(JSON.parse(carried)).toEqual(report(name));
  expect(html.match(/<\/?script/g)).toHaveLength(4);
});

test("says that the program runs from source, where the page was not built", () => {
  expect(() => reportPage(report(""))).toThrow(/runs from source.*expected a build/);
});
