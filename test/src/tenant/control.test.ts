// Steering the tenant and looking behind it.
import { expect, test } from "@jest/globals";
import { at, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const WHO = "GET /api/service/whoami";

test("state shows everything that is there, and no secret", async () => {
  const answer = await stage.send("GET /_tenant/state", { bearer: null });
  expect(answer.body).toMatchObject({
    users: [{ username: "amira" }, { username: "tomas" }, { username: "ingrid" }],
    personas: [
      { name: "Data Assets", qualifiedName: expect.stringMatching(/^default\/\w{22}$/) },
      { name: "Loaders" },
    ],
    connections: [
      { name: "development", connectorName: "snowflake", adminUsers: ["amira"] },
      {},
      {},
    ],
    collections: [{ name: "Finance queries", viewerUsers: ["tomas"] }],
  });
  expect(at(answer.body, "tokens.1")).toEqual({
    id: expect.any(String),
    clientId: expect.stringMatching(/^apikey-/),
    username: expect.stringMatching(/^service-account-apikey-/),
    displayName: "loader 1",
    description: "loads",
    personaQualifiedNames: [at(answer.body, "personas.1.qualifiedName")],
    createdAt: "2026-01-01T00:00:00.000Z",
    createdBy: "amira",
    validitySeconds: 157680000,
  });
  expect(answer.text).not.toContain(stage.tenant.apiKey);
});

test("reset brings back the very same tenant", async () => {
  const before = await stage.control.state();
  await stage.control.advance(1e6);
  await stage.control.changeSettings({ maxPageSize: 1 });
  await stage.send("POST /api/service/apikeys", { body: { displayName: "made" } });
  expect(await stage.control.state()).not.toEqual(before);
  await stage.control.addFaults({ match: {}, do: { hang: true } });
  await stage.control.reset();
  expect(await stage.control.state()).toEqual(before);
  expect(await stage.control.settings()).toMatchObject({ maxPageSize: 0, tokenReads: "all" });
  expect(await stage.control.requests()).toEqual([]);
  expect(await stage.send(WHO)).toMatchObject({ status: 200 });
  expect((await stage.send(WHO, { bearer: stage.tenant.userBearerToken })).status).toBe(200);
});

test("secrets lists all that were ever minted, also of tokens that are gone", async () => {
  const { body } = await stage.send("POST /api/service/apikeys", {
    body: { displayName: "made" },
  });
  await stage.send(`DELETE /api/service/apikeys/${textAt(body, "id")}`);
  await stage.control.reset();
  const { apiKey, userBearerToken } = stage.tenant;
  const minted = [apiKey, userBearerToken, textAt(body, "attributes.accessToken")];
  expect(await stage.control.secrets()).toEqual(expect.arrayContaining(minted));
});

test("exports are for a shell, with the address that the call has come by", async () => {
  const { baseUrl, apiKey, userBearerToken, oauthClientId, oauthClientSecret } = stage.tenant;
  expect((await stage.send("GET /_tenant/exports")).text).toBe(
    `export ATLAN_BASE_URL=${baseUrl}\nexport ATLAN_API_KEY=${apiKey}\nexport ATLAN_USER_BEARER_TOKEN=${userBearerToken}\n`,
  );
  expect((await stage.send("GET /_tenant/exports?oauth")).text).toBe(
    `export ATLAN_BASE_URL=${baseUrl}\nexport ATLAN_OAUTH_CLIENT_ID=${oauthClientId}\nexport ATLAN_OAUTH_CLIENT_SECRET=${oauthClientSecret}\nexport ATLAN_USER_BEARER_TOKEN=${userBearerToken}\n`,
  );
});

test("requests shows what clients sent and who they were, and forgets it when told", async () => {
  await stage.send("GET /api/service/apikeys?count=True&filter=%7B%7D");
  await stage.send("GET /nowhere", { bearer: null });
  expect(await stage.control.requests()).toEqual([
    {
      at: "2026-01-01T00:00:00.000Z",
      method: "GET",
      path: "/api/service/apikeys",
      query: "count=True&filter=%7B%7D",
      status: 200,
      actor: expect.stringMatching(/^service-account-apikey-/),
      durationMs: expect.any(Number),
    },
    expect.objectContaining({ path: "/nowhere", query: "", status: 501, actor: null }),
  ]);
  await stage.control.clearRequests();
  expect(await stage.control.requests()).toEqual([]);
});

test("requests gives the last few on demand, and refuses what is no number of them", async () => {
  for (const path of ["whoami", "users", "roles"]) await stage.send(`GET /api/service/${path}`);
  expect(await stage.control.requests(2)).toMatchObject([
    { path: "/api/service/users" },
    { path: "/api/service/roles" },
  ]);
  const refused = await stage.send("GET /_tenant/requests?last=0");
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('last is \\"0\\"')]);
});

test("the clock moves by seconds and to a time, and every reply tells it", async () => {
  expect(await stage.control.advance(1.5)).toEqual(new Date("2026-01-01T00:00:01.500Z"));
  const elsewhere = { now: "2030-06-01T12:00:00+02:00" };
  expect((await stage.send("PUT /_tenant/clock", { body: elsewhere })).body).toEqual({
    now: "2030-06-01T10:00:00.000Z",
  });
  for (const request of [WHO, "GET /nowhere", "GET /_tenant/state"]) {
    const { headers } = await stage.send(request);
    expect(headers.get("date")).toBe("Sat, 01 Jun 2030 10:00:00 GMT");
  }
});

test.each([
  { request: "PUT clock", body: {}, words: "advanceSeconds" },
  { request: "PUT clock", body: { now: "yesterday" }, words: "RFC 3339" },
  { request: "PUT clock", body: { advanceSeconds: "1" }, words: "advanceSeconds" },
  {
    request: "PUT clock",
    body: { now: "2030-01-01T00:00:00Z", advanceSeconds: 1 },
    words: "expected",
  },
  { request: "PUT settings", body: { latency: 1 }, words: "expected one of latencyMs" },
  {
    request: "PUT settings",
    body: { latencyMs: -1 },
    words: "it is -1, expected a number from 0",
  },
  { request: "PUT settings", body: { maxPageSize: 1.5 }, words: "whole" },
  { request: "PUT settings", body: { tokenReads: "some" }, words: '"all" or "granted"' },
  { request: "PUT settings", body: { latencyMs: 2 ** 31 }, words: "from 0 to 2147483647" },
  { request: "PUT settings", body: { listLagMs: "1" }, words: "a number, 0 or more" },
  { request: "PUT settings", body: { totalCountsAll: 1 }, words: "true or false" },
  { request: "PUT settings", body: { rateLimitBody: "xml" }, words: '"json" or "html"' },
  { request: "PUT settings", body: { unknownUserReply: { status: 200 } }, words: "400 to 599" },
  { request: "PUT settings", body: { unknownUserReply: { code: 422 } }, words: "400 to 599" },
  { request: "PUT settings", body: { __proto__: 1, trimNames: null }, words: "true or false" },
  { request: "PUT settings", body: [], words: "JSON object" },
  { request: "PUT settings", body: "{", words: "no JSON" },
])("$request refuses $body", async ({ request, body, words }) => {
  const [method, path] = request.split(" ");
  const answer = await stage.send(`${method} /_tenant/${path}`, { body });
  expect(answer.status).toBe(400);
  expect(textAt(answer.body, "error")).toMatch(/^Cannot .*: .*, expected /);
  expect(textAt(answer.body, "error")).toContain(words);
});

test.each([
  { request: "GET /nowhere" },
  { request: "GET /api/service/apikeys/x" },
  { request: "PUT /_tenant/state" },
  { request: "POST /api/service/groups" },
])("$request is a loud 501", async ({ request }) => {
  const answer = await stage.send(request, { bearer: null });
  expect(answer.status).toBe(501);
  expect(textAt(answer.body, "message")).toBe(`The embedded tenant does not simulate ${request}`);
});

test("maxPageSize shortens pages without changing the count", async () => {
  await stage.control.changeSettings({ maxPageSize: 2 });
  for (const query of ["", "?limit=100"]) {
    const { body } = await stage.send(`GET /api/service/apikeys${query}`);
    expect(body).toMatchObject({ totalRecord: 4, records: [{}, { displayName: "loader 1" }] });
  }
});

test("requestsPerMinute answers like Kong until the minute is over", async () => {
  await stage.control.changeSettings({ requestsPerMinute: 2, rateLimitHeaders: true });
  await stage.send(WHO);
  await stage.control.advance(20);
  await stage.send(WHO);
  const refused = await stage.send(WHO);
  expect(refused).toMatchObject({ status: 429, body: { message: "API rate limit exceeded" } });
  expect(refused.headers.get("retry-after")).toBe("40");
  await stage.control.advance(40);
  expect((await stage.send(WHO)).status).toBe(200);
});

test("latencyMs takes real time", async () => {
  await stage.control.changeSettings({ latencyMs: 40 });
  const startedAt = performance.now();
  await stage.send(WHO);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(38);
});
