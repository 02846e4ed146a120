// What the tenant does when it is set to be less than ideal: it lags, counts otherwise, trims, blocks and refuses oddly.
import { describe, expect, test } from "@jest/globals";
import type { TenantSettings } from "../../../src/tenant/index.js";
import { at, filterOf, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const APIKEYS = "/api/service/apikeys";
const WHO = "GET /api/service/whoami";
const change = (settings: Partial<TenantSettings>) => stage.control.changeSettings(settings);
const advance = (advanceSeconds: number) => stage.control.advance(advanceSeconds);
const list = (query: string) => stage.send(`GET ${APIKEYS}?${query}`);
const names = async (filter: object = {}) => {
  const records = at((await list(filterOf(filter))).body, "records");
  return Array.isArray(records) ? records.map((record) => at(record, "displayName")) : records;
};
const create = async (displayName: string) => {
  const { body } = await stage.send(`POST ${APIKEYS}`, { body: { displayName } });
  return { id: textAt(body, "id"), secret: textAt(body, "attributes.accessToken") };
};

describe("listLagMs", () => {
  test("shows a create, an update and a delete so much later, in every look-up", async () => {
    await change({ listLagMs: 2000 });
    const { id } = await create("first");
    expect(await names({ id })).toEqual([]);
    expect(await names({ displayName: "first" })).toEqual([]);
    await advance(2);
    expect(await names({ id })).toEqual(["first"]);
    const renamed = await stage.send(`POST ${APIKEYS}/${id}`, { body: { displayName: "second" } });
    expect(at(renamed.body, "displayName")).toBe("second");
    expect([await names({ displayName: "second" }), await names({ id })]).toEqual([[], ["first"]]);
    await advance(2);
    expect(await names({ id })).toEqual(["second"]);
    await stage.send(`DELETE ${APIKEYS}/${id}`);
    expect(await names({ id })).toEqual(["second"]);
    await advance(2);
    expect(await names({ id })).toEqual([]);
  });

  test("holds back nothing but the list: a secret works, and dies, at once", async () => {
    await change({ listLagMs: 60_000 });
    const { id, secret } = await create("made");
    expect((await stage.send(WHO, { bearer: secret })).status).toBe(200);
    expect(at(await stage.control.state(), "tokens.4.displayName")).toBe("made");
    expect((await stage.send(`DELETE ${APIKEYS}/${id}`)).status).toBe(200);
    expect((await stage.send(`DELETE ${APIKEYS}/${id}`)).status).toBe(404);
    expect((await stage.send(WHO, { bearer: secret })).status).toBe(401);
  });

  test("shows another writer's links later, too", async () => {
    await change({ listLagMs: 2000 });
    const state = await stage.control.state();
    const link = {
      tokenGuid: textAt(state, "tokens.0.id"),
      personaQualifiedName: textAt(state, "personas.0.qualifiedName"),
    };
    const fault = { match: {}, do: { before: [{ linkPersona: link }] } };
    await stage.control.addFaults(fault);
    const links = async () =>
      at((await list("limit=1")).body, "records.0.attributes.personaQualifiedName");
    expect(await links()).toEqual([]);
    await advance(2);
    expect(await links()).toHaveLength(1);
  });

  test("what the seed made was always there", async () => {
    await change({ listLagMs: 1e9 });
    expect(await names()).toHaveLength(4);
  });
});

test.each([
  { totalCountsAll: false, total: 3 },
  { totalCountsAll: true, total: 4 },
])("totalCountsAll $totalCountsAll: totalRecord is $total", async ({ totalCountsAll, total }) => {
  await change({ totalCountsAll });
  const filter = filterOf({ displayName: { $like: "loader%" } });
  expect((await list(`${filter}&limit=1`)).body).toMatchObject({
    totalRecord: total,
    filterRecord: 3,
    records: [{}],
  });
  expect((await list(`${filter}&count=false`)).body).toMatchObject({
    totalRecord: 0,
    filterRecord: 0,
  });
});

test("trimNames stores names without leading and trailing blanks", async () => {
  await change({ trimNames: true });
  const { id } = await create(" trail  ");
  expect(await names({ displayName: "trail" })).toEqual(["trail"]);
  const { body } = await stage.send(`POST ${APIKEYS}/${id}`, { body: { displayName: "a b\t" } });
  expect(at(body, "displayName")).toBe("a b");
  const entities = [{ typeName: "Persona", attributes: { name: "wide ", qualifiedName: "x" } }];
  await stage.send("POST /api/meta/entity/bulk", { body: { entities } });
  expect(at(await stage.control.state(), "personas.2")).toMatchObject({ name: "wide" });
});

describe("the rate limit", () => {
  const statuses = async (times: number) => {
    const seen: number[] = [];
    for (let index = 0; index < times; index += 1) seen.push((await stage.send(WHO)).status);
    return seen;
  };

  test("blocks everything for rateLimitBlockMs, from the request too many", async () => {
    await change({ requestsPerMinute: 2, rateLimitBlockMs: 60_000 });
    expect(await statuses(2)).toEqual([200, 200]);
    await advance(59);
    expect(await statuses(2)).toEqual([429, 429]);
    await advance(59);
    expect((await stage.send("GET /nowhere", { bearer: null })).status).toBe(429);
    await advance(1);
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  test("says when to come back only with rateLimitHeaders", async () => {
    await change({ requestsPerMinute: 1, rateLimitBlockMs: 30_000 });
    await statuses(1);
    const silent = await stage.send(WHO);
    expect(silent).toMatchObject({ status: 429, body: { message: "API rate limit exceeded" } });
    expect([...silent.headers.keys()].filter((name) => /retry|ratelimit/.test(name))).toEqual([]);
    await change({ rateLimitHeaders: true });
    await statuses(2);
    await advance(10);
    const told = await stage.send(WHO);
    expect(told.headers.get("retry-after")).toBe("20");
    expect(told.headers.get("x-ratelimit-limit-minute")).toBe("1");
  });

  test("answers as an nginx with rateLimitBody html", async () => {
    await change({ requestsPerMinute: 1, rateLimitBody: "html" });
    await statuses(1);
    const page = await stage.send(WHO);
    expect(page.status).toBe(429);
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect(page.text).toContain("<h1>429 Too Many Requests</h1>");
  });
});

describe("unknownUserReply", () => {
  const addEve = async () => {
    const { name, qualifiedName } = Object(at(await stage.control.state(), "connections.0"));
    const attributes = { name, qualifiedName, adminUsers: ["amira", "eve"] };
    return stage.send("POST /api/meta/entity/bulk", {
      bearer: stage.tenant.userBearerToken,
      body: { entities: [{ typeName: "Connection", attributes }] },
    });
  };

  test.each([
    { reply: { status: 422, body: { oops: 1 } }, text: '{"oops":1}' },
    { reply: { status: 503, body: "try again" }, text: "try again" },
    { reply: { status: 500 }, text: "" },
    { reply: null, text: expect.stringContaining("userName eve") },
  ])("$reply", async ({ reply, text }) => {
    await change({ unknownUserReply: reply });
    expect(await addEve()).toMatchObject({ status: reply?.status ?? 500, text });
    expect(at(await stage.control.state(), "connections.0.adminUsers")).toEqual(["amira"]);
  });
});

test.each([
  { type: "application/json", status: 200 },
  { type: "Application/JSON; charset=utf-8", status: 200 },
  { type: "text/plain", status: 415 },
  { type: "application/jsonp", status: 415 },
])("strictContentType answers $status to $type", async ({ type, status }) => {
  await change({ strictContentType: true });
  for (const [path, body] of [
    [APIKEYS, { displayName: "a" }],
    ["/api/meta/search/indexsearch", { dsl: { query: { match_all: {} } } }],
  ] as const) {
    const response = await fetch(stage.tenant.baseUrl + path, {
      method: "POST",
      headers: { authorization: `Bearer ${stage.tenant.apiKey}`, "content-type": type },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
  }
});
