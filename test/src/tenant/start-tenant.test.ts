// Starting and stopping tenants in one process.

import { connect } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { startTenant, type Tenant, type TenantOptions } from "../../../src/tenant/index.js";
import { until } from "../../until.js";
import { at, httpClientOf } from "./http-client.js";
import { NEW_YEAR } from "./use-tenant.js";

async function withTenant<Result>(
  options: TenantOptions,
  use: (tenant: Tenant) => Promise<Result>,
): Promise<Result> {
  const tenant = await startTenant(options);
  try {
    return await use(tenant);
  } finally {
    await tenant.stop();
  }
}

const stateOf = async (tenant: Tenant) => (await httpClientOf(tenant)("GET /_tenant/state")).body;

test("without a seed there is a small believable tenant", async () => {
  await withTenant({}, async (tenant) => {
    expect(tenant.env()).toEqual({
      ATLAN_BASE_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      ATLAN_API_KEY: tenant.apiKey,
      ATLAN_USER_BEARER_TOKEN: tenant.userBearerToken,
    });
    expect(await stateOf(tenant)).toMatchObject({
      connections: expect.arrayContaining([
        expect.objectContaining({ name: "development", connectorName: "snowflake" }),
      ]),
      collections: [{}],
      personas: [{}, {}, {}],
      tokens: [{ displayName: "embedded tenant API key" }, {}, {}],
    });
  });
});

test("two tenants share nothing, and a stopped one refuses connections", async () => {
  const first = await startTenant();
  const second = await startTenant();
  expect(
    (await httpClientOf(second)("GET /api/service/whoami", { bearer: first.apiKey })).status,
  ).toBe(401);
  await first.stop();
  await expect(fetch(first.baseUrl)).rejects.toThrow();
  await second.stop();
});

test("after stop no delayed request holds the process up", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((it) => it === "Timeout").length;
  const before = timers();
  const tenant = await startTenant();
  await tenant.control.addFaults({ match: { path: "whoami" }, do: { delayMs: 3_600_000 } });
  const refused = httpClientOf(tenant)("GET /api/service/whoami").catch(() => "broken");
  await until(async () => (await tenant.control.requests()).length > 0);
  await tenant.stop();
  expect(await refused).toBe("broken");
  expect(timers()).toBeLessThanOrEqual(before);
});

test("stop ends what hangs", async () => {
  const tenant = await startTenant();
  const faults = [{ match: {}, do: { hang: true } }];
  await httpClientOf(tenant)("POST /_tenant/faults", { body: { faults } });
  const hanging = fetch(`${tenant.baseUrl}/api/service/whoami`).then(
    () => "answered",
    () => "broken",
  );
  await until(async () => (await httpClientOf(tenant)("GET /_tenant/requests")).text !== "[]");
  await tenant.stop();
  expect(await hanging).toBe("broken");
});

test("ids and settings can be passed in", async () => {
  let count = 0;
  const ids = {
    guid: () => `guid-${++count}`,
    suffix: () => "suffix",
    signature: () => `signature-${++count}`,
  };
  await withTenant(
    { ids, settings: { maxPageSize: 1 }, clock: { now: () => NEW_YEAR } },
    async (tenant) => {
      expect(tenant.apiKey).toMatch(/\.signature-\d+$/);
      expect(at(await stateOf(tenant), "users.0.id")).toBe("guid-1");
      expect(
        at((await httpClientOf(tenant)("GET /api/service/apikeys")).body, "records.1"),
      ).toBeUndefined();
    },
  );
});

test.each([
  { host: "localhost", expected: /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/ },
  { host: "0.0.0.0", controlKey: "key-of-this-test", expected: /^http:\/\/127\.0\.0\.1:\d+$/ },
])("on $host the base URL is an address", async ({ expected, ...options }) => {
  await withTenant(options, async (tenant) => expect(tenant.baseUrl).toMatch(expected));
});

test("a port in use is one sentence", async () => {
  await withTenant({}, async (tenant) => {
    const port = Number(new URL(tenant.baseUrl).port);
    await expect(startTenant({ port })).rejects.toThrow(
      `Cannot start the tenant on 127.0.0.1 port ${port}: the port is in use, expected a free one (0 picks one)`,
    );
  });
});

describe("seed", () => {
  test("makes so many tokens as count says, linked to personas by name", async () => {
    const seed = {
      personas: [{ name: "P" }],
      tokens: [{ displayName: "t", personas: ["P"], count: 3, validitySeconds: 5 }],
    };
    await withTenant({ seed }, async (tenant) => {
      const state = await stateOf(tenant);
      expect(at(state, "tokens")).toMatchObject([
        {},
        ...["t 1", "t 2", "t 3"].map((displayName) => ({
          displayName,
          validitySeconds: 5,
          personaQualifiedNames: [at(state, "personas.0.qualifiedName")],
        })),
      ]);
    });
  });

  test.each([
    { seed: [], words: "it is [], expected an object" },
    { seed: { people: [] }, words: "people is unknown, expected one of users, personas" },
    { seed: { users: {} }, words: "users is {}, expected an array" },
    { seed: { users: [] }, words: "users is empty, expected at least one user" },
    {
      seed: { users: [{ username: " " }] },
      words: 'users[0].username is " ", expected a string that is not blank',
    },
    { seed: { users: [{ name: "a" }] }, words: "users[0].username is missing" },
    {
      seed: { tokens: [{ displayName: "a", count: 0 }] },
      words: "tokens[0].count is 0, expected a whole number, 1 or more",
    },
    {
      seed: { tokens: [{ displayName: "a", personas: ["P"] }] },
      words: 'names a persona "P" that is not in the seed, expected it there',
    },
    {
      seed: { personas: [{ name: "Q" }], tokens: [{ displayName: "a", personas: ["P"] }] },
      words: 'names a persona "P" that is not in the seed, expected one of Q',
    },
    {
      seed: { connections: [{ name: "a", connectorName: "b", adminUsers: ["eve"] }] },
      words: 'names a user "eve"',
    },
    { seed: { personas: [{ name: "a" }, { name: "a" }] }, words: 'personas has two of name "a"' },
    { seed: { users: [3], tokens: "x" }, words: "users[0] is 3, expected an object; tokens is" },
  ])("refuses $seed", async ({ seed, words }) => {
    const options: object = { seed };
    await expect(startTenant(options)).rejects.toThrow(words);
    await expect(startTenant(options)).rejects.toThrow(/^Cannot use the seed: /);
  });
});

test.each([
  {
    says: "raw JSON in the target",
    target: '/api/service/apikeys?filter={"displayName":"x"}',
    expected: "HTTP/1.1 401",
  },
  { says: "a raw blank in the target", target: "/api service", expected: "HTTP/1.1 400" },
  { says: "a target that is too long", target: `/${"x".repeat(20_000)}`, expected: "HTTP/1.1 431" },
])("$says is answered with the tenant's date", async ({ target, expected }) => {
  await withTenant({ clock: { now: () => NEW_YEAR } }, async (tenant) => {
    const socket = connect(Number(new URL(tenant.baseUrl).port), "127.0.0.1");
    socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let reply = "";
    for await (const chunk of socket) reply += String(chunk);
    expect(reply.startsWith(expected)).toBe(true);
    expect(reply.toLowerCase()).toContain("date: thu, 01 jan 2026 00:00:00 gmt");
  });
});
