// What the probe reports of tenants whose settings are known: exactly those, apart from what it says it cannot tell.
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { Report } from "../../../../src/cli/probe/report.js";
import { REQUESTS_PER_MINUTE } from "../../../../src/cli/probe/run-probe.js";
import { SOURCES } from "../../../../src/cli/probe/settings.js";
import { reportText } from "../../../../src/cli/probe-report-text.js";
import type { TenantSettings, TenantSnapshot } from "../../../../src/tenant/index.js";
import { DEFAULT_SETTINGS } from "../../../../src/tenant/state/settings.js";
import { kind, type Profile, unkind } from "../../../acceptance/conformance/profiles.js";
import { type ProbeStage, probeStage } from "./probe-run.js";

/** Another of everything that the probe can tell. */
const mixed: Profile = {
  name: "a tenant with a bit of everything",
  settings: {
    latencyMs: 40,
    tokenActivationMs: 1_500,
    freshTokenAnswersEmptyMs: 4_000,
    listLagMs: 250,
    maxPageSize: 3,
    strictContentType: true,
    tokenReads: "granted",
    grantActivationMs: 3_000,
    searchLagMs: 750,
    unknownUserReply: {
      status: 404,
      body: { errorCode: "ATLAS-404-00-00A", errorMessage: "user not found" },
    },
  },
};

const NEEDS_A_CONNECTION = ["grantActivationMs", "searchLagMs", "unknownUserReply"];
const NEEDS_EXCESS = ["requestsPerMinute", "rateLimitBlockMs", "rateLimitHeaders", "rateLimitBody"];
const NEEDS_AN_OAUTH_CLIENT = ["oauthTokenLifetimeSeconds", "oauthTokenReply"];
const UNDETERMINED = [
  ...NEEDS_EXCESS,
  ...NEEDS_AN_OAUTH_CLIENT,
  "userBearerLifetimeSeconds",
  "overflow2038",
];

let stage: ProbeStage;
afterEach(() => stage.end());

const without = (settings: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));

/** As its admin amira, whose bearer token the probe has. */
async function connectionOf({ control }: ProbeStage): Promise<string> {
  const { connections } = await control.state();
  const development = connections.find(({ name }) => name === "development");
  if (development === undefined) throw new Error("Cannot probe: the seed has no such connection");
  return development.qualifiedName;
}

/** Who changed a connection last, and when, is the one trace that a change leaves. */
const withoutHistory = ({ connections, ...state }: TenantSnapshot) => ({
  ...state,
  connections: connections.map((connection) => without(connection, ["updatedBy", "updatedAt"])),
});

async function reportOf(settings: Partial<TenantSettings>): Promise<Report> {
  stage = await probeStage({ settings });
  const connection = await connectionOf(stage);
  const { report, leftovers, failure } = await stage.probe({ hasBearer: true, connection });
  expect({ leftovers, failure }).toEqual({ leftovers: [], failure: null });
  if (report === null) throw new Error("Cannot compare: there is no report");
  return report;
}

describe.each([kind, unkind, mixed])("under $name", ({ settings }) => {
  it("reports the settings that the tenant has, and which ones it cannot tell", async () => {
    const report = await reportOf(settings);
    expect(report.settings).toEqual(without({ ...DEFAULT_SETTINGS, ...settings }, UNDETERMINED));
    expect(Object.keys(report.undetermined).sort()).toEqual([...UNDETERMINED].sort());
    expect(report.endedEarly).toBeNull();
  });

  it("settings of the report, put to a fresh tenant, make it this very tenant, of which it reports the same", async () => {
    const first = await reportOf(settings);
    await stage.end();
    stage = await probeStage();
    const applied = await stage.control.changeSettings(first.settings);
    expect(applied).toEqual({ ...DEFAULT_SETTINGS, ...settings });
    await stage.end();
    expect(await reportOf(first.settings)).toEqual(first);
  });

  it.each([false, true])(
    "with a connection: %s, leaves the tenant as it was, and sends no more than it may",
    async (hasConnection) => {
      stage = await probeStage({ settings });
      const before = await stage.control.state();
      const connection = hasConnection ? await connectionOf(stage) : undefined;
      await stage.probe({ hasBearer: true, ...(connection && { connection }) });
      expect(withoutHistory(await stage.control.state())).toEqual(withoutHistory(before));
      const sentMs = (await stage.control.requests()).map(({ at }) => Date.parse(at));
      const inMinute = sentMs.map(
        (ms) => sentMs.filter((at) => at >= ms && at < ms + 60_000).length,
      );
      expect(Math.max(...inMinute)).toBeLessThanOrEqual(REQUESTS_PER_MINUTE);
    },
  );

  it("without a connection, writes to nothing but its own token", async () => {
    stage = await probeStage({ settings });
    const others = (await stage.control.state()).tokens.map(({ id }) => id);
    await stage.probe();
    const writes = (await stage.control.requests()).filter(({ method, path }) => {
      return method !== "GET" && !path.endsWith("/indexsearch");
    });
    const paths = writes.map(({ path }) => path);
    expect(paths.every((path) => path.startsWith("/api/service/apikeys"))).toBe(true);
    expect(others.filter((id) => paths.some((path) => path.endsWith(id)))).toEqual([]);
    const made = writes.filter(({ path }) => path === "/api/service/apikeys");
    expect(made).toMatchObject([{ method: "POST", status: 200 }]);
  });

  it("names nothing of the tenant's, and no secret", async () => {
    const report = await reportOf(settings);
    const told = `${JSON.stringify(report)}\n${reportText(report, 80)}`;
    const { tokens, personas, connections, collections, users } = await stage.control.state();
    const names = [
      ...tokens.flatMap(({ id, clientId, displayName }) => [id, clientId, displayName]),
      ...[...personas, ...connections, ...collections].flatMap(({ guid, name, qualifiedName }) => [
        guid,
        name,
        qualifiedName,
      ]),
      ...users.flatMap(({ id, username }) => [id, username]),
      ...(await stage.control.secrets()),
      stage.tenant.baseUrl,
    ];
    expect(names.filter((name) => told.includes(name))).toEqual([]);
  });
});

it("as an OAuth client, tells how access tokens are spelt and how long they live", async () => {
  const settings = { oauthTokenReply: "snake_case", oauthTokenLifetimeSeconds: 300 } as const;
  stage = await probeStage({ settings });
  const { report } = await stage.probe({ asOAuthClient: true });
  expect(report?.settings).toMatchObject(settings);
  expect(report?.signedInWith).toBe("OAuth client");
});

it.each([false, true])(
  "looks for the deletion as soon as it is done, with a bearer: %s",
  async (hasBearer) => {
    stage = await probeStage();
    const { report } = await stage.probe({ hasBearer });
    const deletion = report?.results.find(({ id }) => id === "list_shows_deletion");
    expect(deletion?.facts).toEqual({ lags: [{ overMs: null, atMostMs: 0 }] });
  },
);

it("without a connection, says how to find out what takes one", async () => {
  stage = await probeStage();
  const { report } = await stage.probe();
  for (const setting of NEEDS_A_CONNECTION)
    expect(report?.undetermined[setting]).toContain("run it again with --connection");
  expect(report?.endedEarly).toBeNull();
});

it("has a source, or a reason why there is none, for every setting", () => {
  expect(Object.keys(SOURCES).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
});

it("names every setting on its page", () => {
  const page = readFileSync("docs/commands/probe.md", "utf8");
  expect(Object.keys(SOURCES).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it.each([60, 80])("fits %i columns", async (columns) => {
  const lines = reportText(await reportOf({}), columns).split("\n");
  expect(lines.filter((line) => line.length > columns)).toEqual([]);
});

it("counts the pages of a tenant with 10,000 tokens, and does not ask for all of them", async () => {
  const seed = { tokens: [{ displayName: "loader", count: 10_000 }] };
  stage = await probeStage({ seed, settings: { maxPageSize: 200, totalCountsAll: true } });
  const { report } = await stage.probe();
  expect(report?.settings).toMatchObject({ maxPageSize: 200, totalCountsAll: true });
  const unlimited = (await stage.control.requests()).filter(
    ({ path, query }) => path.endsWith("/apikeys") && query === "",
  );
  expect(unlimited.filter(({ method }) => method === "GET")).toEqual([]);
});
