// The report as text: what a reader of each format gets back, and that no name becomes more than text.
import { describe, expect, it } from "@jest/globals";
import type { AccessReport, ReportedPrincipal } from "../../../src/inventory/access-report.js";
import { REPORT_FORMATS } from "../../../src/inventory/report-formats.js";
import { NASTY_NAMES } from "./nasty.js";

const principal = (more: Partial<ReportedPrincipal> = {}): ReportedPrincipal => ({
  kind: "API token",
  displayName: "loader",
  description: "",
  id: "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01",
  clientId: "apikey-1",
  username: "service-account-apikey-1",
  owner: "amira",
  createdAt: "2026-01-01T00:00:00Z",
  ageDays: 3,
  expiresAt: "never",
  daysLeft: null,
  standing: "in use",
  role: null,
  personas: [],
  connections: [],
  collections: [],
  managedBy: null,
  ...more,
});

const reportOf = (...principals: readonly ReportedPrincipal[]): AccessReport => ({
  tenant: "https://example.atlan.com",
  readAt: "2026-01-04T00:00:00Z",
  readBy: "service-account-apikey-0",
  stateFile: null,
  principals,
  gaps: ["Set <this>."],
});

const rendered = (format: string, report: AccessReport): string =>
  REPORT_FORMATS.get(format)?.(report) ?? "";

/** As a spreadsheet reads RFC 4180. */
const cellsIn = (csv: string): readonly string[] =>
  [...csv.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = ""]) => cell.replaceAll('""', '"'));

describe("csv", () => {
  it("has a line for each principal below one with the headers", () => {
    const [headers, row, ...more] = rendered(
      "csv",
      reportOf(
        principal({
          connections: [
            { name: "a", connectorName: "snowflake", qualifiedName: "" },
            { name: "b", connectorName: "", qualifiedName: "" },
          ],
          collections: [{ name: "c", qualifiedName: "", right: "viewer" }],
        }),
      ),
    ).split("\r\n");
    expect(headers).toMatch(/^"Name","Kind","Standing","Owner",/);
    expect(row).toMatch(
      /^"loader","API token","in use","amira",.*"a \(snowflake\) \| b","c \(viewer\)"/,
    );
    expect(more).toEqual([]);
  });

  it.each([
    ["an equals sign", "=1+1", "'=1+1"],
    ["a plus", "+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
    ["a minus", "-1+1", "'-1+1"],
    ["an at sign", "@SUM(A1)", "'@SUM(A1)"],
    ["a wide equals sign", "\uff1d1", "'\uff1d1"],
    ["blanks before it", "  =1", "  '=1"],
    ["a separator before it", "a;=1", "a;'=1"],
    ["a quote before it", 'a"=1', "a\"'=1"],
    ["a line break before it", "a\n=1", "a\n'=1"],
  ])("defuses a formula: %s", (_name, displayName, cell) => {
    const cells = cellsIn(rendered("csv", reportOf(principal({ displayName }))));
    expect(cells).toContain(cell);
  });

  it("leaves a number a number", () => {
    expect(rendered("csv", reportOf(principal({ daysLeft: -3 })))).toContain('"-3"');
  });

  it.each(Object.entries(NASTY_NAMES))("keeps %s in one cell", (_name, displayName) => {
    const columns = cellsIn(rendered("csv", reportOf(principal()))).length;
    expect(cellsIn(rendered("csv", reportOf(principal({ displayName }))))).toHaveLength(columns);
  });
});

describe("json", () => {
  it.each(Object.entries(NASTY_NAMES))(
    "gives back %s, with nothing for a terminal to act on",
    (_name, displayName) => {
      const text = rendered("json", reportOf(principal({ displayName })));
      expect(text).not.toMatch(/[\p{Cf}\u2028\u2029]|(?!\n)\p{Cc}/u);
      expect(JSON.parse(text)).toMatchObject({ principals: [{ displayName }] });
    },
  );
});

describe("text", () => {
  it("has a paragraph for each principal, without what is empty", () => {
    expect(rendered("text", reportOf(principal({ role: null })))).toMatch(
      /^loader\n +Kind {4}API token\n +Standing {4}in use\n +Owner {4}amira\n/m,
    );
    expect(rendered("text", reportOf(principal({ role: null })))).not.toMatch(/Role|Collections/);
  });

  it.each(Object.entries(NASTY_NAMES))("keeps %s in one line", (_name, displayName) => {
    const plain = rendered("text", reportOf(principal({ displayName: "x" })));
    const nasty = rendered("text", reportOf(principal({ displayName })));
    expect(nasty.split("\n")).toHaveLength(plain.split("\n").length);
    expect(nasty).not.toMatch(/[\u0085\u202a-\u202e\u2028\u2029\u2066-\u2069]/);
  });
});

describe("markdown", () => {
  it("has a table, and what the report does not show", () => {
    const text = rendered("md", reportOf(principal({ managedBy: "atlan_api_token.loader" })));
    expect(text).toContain("| loader | API token | in use | amira |");
    expect(text).toContain("| atlan\\_api\\_token.loader |");
    expect(text).toContain("- Set \\<this\\>.");
  });

  it.each(Object.entries(NASTY_NAMES))("keeps %s in one cell, as text", (_name, displayName) => {
    const text = rendered("md", reportOf(principal({ displayName })));
    const [line = ""] = text.split("\n").filter((one) => one.includes("| API token |"));
    const unescaped = line.replace(/\\./g, "");
    expect(unescaped.match(/\|/g)).toHaveLength(12);
    expect(unescaped).not.toMatch(/[<>[\]`*@\u202e]/);
  });
});
