// Requests through a proxy that the environment names.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { currentUser } from "../../../src/client/index.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { serveHttps } from "./support/https-server.js";
import { startProxy, type TestProxy } from "./support/proxy.js";
import { json, serve } from "./support/server.js";

const NAMES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"];
const VARIABLES = NAMES.flatMap((name) => [name, name.toUpperCase()]);
const saved = VARIABLES.map((name) => [name, process.env[name]] as const);

const closing: (() => unknown)[] = [];
let proxy: TestProxy;

async function through(options = {}) {
  proxy = await startProxy(options);
  closing.push(proxy.close);
  return proxy.url;
}

async function serving() {
  const server = await serve((_asked, response) => json(response, 200, { username: "direct" }));
  closing.push(server.close);
  return server.baseUrl;
}

const ask = (baseUrl: URL) =>
  currentUser(clientOf(baseUrl, { maxRetries: 0 }).client.apiKey, unstopped());

beforeEach(() => {
  for (const name of VARIABLES) delete process.env[name];
});

afterEach(async () => {
  for (const [name, value] of saved) if (value !== undefined) process.env[name] = value;
  for (const close of closing.splice(0)) await close();
});

test("HTTP_PROXY is asked for plain addresses", async () => {
  process.env.HTTP_PROXY = await through();
  const baseUrl = await serving();
  expect((await ask(baseUrl)).body.username).toBe("the proxy");
  expect(proxy.lines).toEqual([`GET ${baseUrl.href}api/service/users/current`]);
});

test.each([
  ["HTTP_PROXY", "127.0.0.1"],
  ["http_proxy", "*"],
])("NO_PROXY goes past %s", async (name, noProxy) => {
  process.env[name] = await through();
  process.env.NO_PROXY = noProxy;
  expect((await ask(await serving())).body.username).toBe("direct");
  expect(proxy.lines).toEqual([]);
});

test("HTTPS_PROXY makes a tunnel, and the certificate at its end is checked", async () => {
  process.env.HTTPS_PROXY = await through();
  const server = await serveHttps();
  closing.push(server.close);
  const error = await failing(ask(server.baseUrl));
  expect(proxy.lines).toEqual([`CONNECT ${server.baseUrl.host}`]);
  expect(error).toMatchObject({ kind: "untrusted_certificate", mayHaveCommitted: false });
});

test("a proxy that wants credentials is named as such, without those it has", async () => {
  process.env.HTTPS_PROXY = (await through({ refuses: true })).replace("//", "//amira:hunter2@");
  const error = await failing(ask(new URL("https://127.0.0.1:1")));
  expect(error.kind).toBe("proxy_refused");
  expect(error.message).not.toContain("hunter2");
});

test("a proxy of a kind that is not known is refused, its password unseen", async () => {
  process.env.HTTPS_PROXY = "gopher://amira:hunter2@127.0.0.1:1";
  const error = await failing(ask(new URL("https://127.0.0.1:1")));
  expect(error).toMatchObject({ kind: "unreachable", mayHaveCommitted: false });
  expect(error.message).toContain("Unsupported protocol for proxy URL");
  expect(error.message).not.toContain("hunter2");
});

test("a proxy that is down makes the tenant unreachable", async () => {
  process.env.HTTPS_PROXY = await through();
  proxy.close();
  expect((await failing(ask(new URL("https://127.0.0.1:1")))).kind).toBe("unreachable");
});
