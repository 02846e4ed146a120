// Who can do what, as the page of a report reads it out of the report.
import { expect, test } from "@jest/globals";
import type { AccessReport, ReportedPrincipal } from "../../../src/inventory/access-report.js";
import { reportAccess } from "../../../src/page/report/report-access.js";

const FINANCE = { name: "Finance queries", qualifiedName: "default/collection/1" };

const LOADER: ReportedPrincipal = {
  kind: "API token",
  displayName: "loader",
  description: "",
  id: "1",
  clientId: "apikey-1",
  username: "service-account-apikey-1",
  owner: null,
  createdAt: null,
  ageDays: null,
  expiresAt: "unknown",
  daysLeft: null,
  standing: "retiring",
  role: null,
  personas: [{ qualifiedName: "default/1", name: null }],
  connections: [
    { name: "development", connectorName: "snowflake", qualifiedName: "default/snowflake/1" },
  ],
  collections: [{ ...FINANCE, right: "editor" }],
  managedBy: null,
};
const CLIENT: ReportedPrincipal = {
  ...LOADER,
  kind: "OAuth client",
  displayName: "sync",
  username: "service-account-sync",
  standing: "in use",
  role: "$member",
  personas: [],
  connections: [],
  collections: [{ ...FINANCE, right: "viewer" }],
};

const reportOf = (stateFile: string | null): AccessReport => ({
  tenant: "https://example.atlan.com",
  readAt: "2026-01-04T00:00:00Z",
  readBy: "service-account-apikey-0",
  stateFile,
  principals: [LOADER, CLIENT],
  gaps: [],
});

test("a principal has its rights, and a remark where its standing or role says something", () => {
  const [loader, client] = reportAccess(reportOf(null)).principals;
  expect(loader).toMatchObject({
    remarks: ["retiring"],
    personas: ["default/1"],
    connections: ["development (snowflake)"],
    edits: ["Finance queries"],
    views: [],
  });
  expect(client).toMatchObject({ remarks: ["$member"], edits: [], views: ["Finance queries"] });
});

test("whether a state manages it is said only if there was a state", () => {
  const managed = (stateFile: string | null) =>
    reportAccess(reportOf(stateFile)).principals.map(({ managedBy }) => managedBy);
  expect(managed(null)).toEqual([undefined, undefined]);
  expect(managed("state.json")).toEqual([null, null]);
});

test("each object is there once, with who holds what on it", () => {
  expect(reportAccess(reportOf(null)).objects).toEqual([
    expect.objectContaining({
      kind: "persona",
      holdings: [{ role: "linked", holders: ["loader"] }],
    }),
    expect.objectContaining({
      kind: "connection",
      holdings: [{ role: "admin", holders: ["loader"] }],
    }),
    expect.objectContaining({
      kind: "collection",
      name: "Finance queries",
      holdings: [
        { role: "editor", holders: ["loader"] },
        { role: "viewer", holders: ["sync"] },
      ],
    }),
  ]);
});
