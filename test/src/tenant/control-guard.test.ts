// Control is for programs: what a browser would send on behalf of somebody's page is refused, and elsewhere than on loopback whoever lacks the key.
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant({ allowHosts: ["Tenant.internal"] });
});
afterAll(() => tenant.stop());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const send = (sent: Sent) => sendTo(tenant, sent);

/** `fetch` would not let a test choose these headers. */
function sendTo(
  { baseUrl }: Tenant,
  { method = "GET", path = "/_tenant/secrets", headers = {}, body }: Sent,
) {
  const { port } = new URL(baseUrl);
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers }, (reply) => {
      let text = "";
      reply.on("data", (chunk) => (text += String(chunk)));
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const own = () => new URL(tenant.baseUrl);

describe("Host", () => {
  test.each([
    { host: "127.0.0.1", status: 200 },
    { host: "127.8.9.1:80", status: 200 },
    { host: "localhost:1234", status: 200 },
    { host: "LOCALHOST", status: 200 },
    { host: "[::1]:80", status: 200 },
    { host: "tenant.INTERNAL:8080", status: 200 },
    { host: "tenant", status: 403 },
    { host: "attacker.example", status: 403 },
    { host: "localhost.attacker.example", status: 403 },
    { host: "127.0.0.1.attacker.example", status: 403 },
    { host: "attacker.example@localhost", status: 400 },
    { host: "10.0.0.1", status: 403 },
  ])("$host is $status", async ({ host, status }) => {
    const reply = await send({ headers: { host } });
    expect(reply.status).toBe(status);
    if (status === 403)
      expect(reply.text).toContain("expected localhost or 127.0.0.1, tenant.internal");
  });
});

describe("Origin and Sec-Fetch-Site", () => {
  test.each([
    { says: "the own origin", headers: () => ({ origin: own().origin }), status: 200 },
    {
      says: "another port of this machine",
      headers: () => ({ origin: "http://127.0.0.1:1" }),
      status: 403,
    },
    { says: "another site", headers: () => ({ origin: "https://attacker.example" }), status: 403 },
    { says: "a page without an origin", headers: () => ({ origin: "null" }), status: 403 },
    { says: "an empty origin", headers: () => ({ origin: "" }), status: 403 },
    {
      says: "an address typed by a person",
      headers: () => ({ "sec-fetch-site": "none" }),
      status: 200,
    },
    {
      says: "a fetch of the own page",
      headers: () => ({ "sec-fetch-site": "same-origin" }),
      status: 200,
    },
    {
      says: "a fetch of the same site",
      headers: () => ({ "sec-fetch-site": "same-site" }),
      status: 403,
    },
    {
      says: "a fetch across sites",
      headers: () => ({ "sec-fetch-site": "cross-site" }),
      status: 403,
    },
  ])("$says is $status", async ({ headers, status }) => {
    expect((await send({ headers: headers() })).status).toBe(status);
  });
});

describe("bodies", () => {
  test.each([
    { type: "application/json", status: 200 },
    { type: "application/json;charset=utf-8", status: 200 },
    { type: "text/plain", status: 415 },
    { type: "application/x-www-form-urlencoded", status: 415 },
    { type: undefined, status: 415 },
  ])("$type is $status", async ({ type, status }) => {
    const headers = type === undefined ? {} : { "content-type": type };
    const sent = { method: "PUT", path: "/_tenant/settings", headers, body: "{}" };
    expect((await send(sent)).status).toBe(status);
    const chunked = { ...headers, "transfer-encoding": "chunked" };
    expect((await send({ ...sent, headers: chunked })).status).toBe(status);
  });

  test("a call without one needs no type", async () => {
    expect((await send({ method: "POST", path: "/_tenant/reset" })).status).toBe(204);
  });
});

test("every control path is guarded, and nothing else is", async () => {
  const headers = { host: "attacker.example" };
  for (const path of [
    "/_tenant",
    "/_tenant/",
    "/_tenant/state",
    "/_tenant/none",
    "/_tenant//state",
    "/%5Ftenant/state",
  ])
    expect([path, (await send({ path, headers })).status]).toEqual([
      path,
      expect.not.stringMatching("200"),
    ]);
  for (const path of ["/_tenant", "/_tenant/none", "/%5Ftenant/secrets"])
    expect((await send({ path, headers })).text).not.toContain(tenant.apiKey);
  const authorization = `Bearer ${tenant.apiKey}`;
  const called = { path: "/api/service/whoami", headers: { ...headers, authorization } };
  expect((await send(called)).status).toBe(200);
});

const KEY = "0123456789abcdef";

describe("a control key", () => {
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  test.each([
    { says: "the key", headers: bearer(KEY), status: 200 },
    { says: "the key, with any Host", headers: { ...bearer(KEY), host: "tenant" }, status: 200 },
    { says: "nothing", headers: {}, status: 401, words: "the control key is missing" },
    { says: "another key", headers: bearer(`${KEY}0`), status: 401, words: "is another one" },
    { says: "another scheme", headers: { authorization: `Basic ${KEY}` }, status: 401 },
    {
      says: "the key from another site's page",
      headers: { ...bearer(KEY), origin: "https://attacker.example" },
      status: 403,
    },
  ])("lets $says get $status where the tenant listens on every address", async (each) => {
    await using open = await startTenant({ host: "0.0.0.0", controlKey: KEY });
    const { status, text } = await sendTo(open, { headers: each.headers });
    expect(status).toBe(each.status);
    expect(text).toContain(each.words ?? "");
    expect(text).not.toContain(KEY);
  });

  test("is needed on loopback, too, if there is one, and by control alone", async () => {
    await using local = await startTenant({ controlKey: KEY });
    expect((await sendTo(local, {})).status).toBe(401);
    expect((await sendTo(local, { headers: bearer(KEY) })).status).toBe(200);
    const headers = { ...bearer(KEY), host: "attacker.example" };
    expect((await sendTo(local, { headers })).status).toBe(403);
    const called = { path: "/api/service/whoami", headers: bearer(local.apiKey) };
    expect((await sendTo(local, called)).status).toBe(200);
  });

  test.each([
    {
      options: { host: "0.0.0.0" },
      words:
        "Cannot start the tenant on 0.0.0.0: whoever reaches that address could read every secret through /_tenant, expected a control key",
    },
    { options: { host: "::" }, words: "Cannot start the tenant on ::: whoever reaches" },
    {
      options: { controlKey: "short" },
      words: "Cannot use the control key: it has 5 characters, expected 16 or more",
    },
    { options: { controlKey: `${KEY} ${KEY}` }, words: "Cannot use the control key: it has 33" },
  ])("is asked for by $options", async ({ options, words }) => {
    await expect(startTenant(options)).rejects.toThrow(words);
  });
});
