// Which way requests take: straight to the tenant, or through the proxy that the environment names, as for Go programs.
import { get } from "node:https";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { currentUser } from "../../../src/client/index.js";
import { proxyFor } from "../../../src/client/proxy.js";
import { proxyAgent } from "../../../src/client/proxy-agent.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { serveHttps } from "./support/https-server.js";
import { type ProxyOptions, startProxy, type TestProxy } from "./support/proxy.js";
import { json, serve } from "./support/server.js";
import { startSocksProxy } from "./support/socks-proxy.js";

const PROXY = "http://proxy.corp.com:3128";

describe("a proxy", () => {
  // Each row was tried with Go 1.26's http.ProxyFromEnvironment.
  test.each([
    ["an https tenant", "https://acme.atlan.com", ""],
    ["a name that only ends like an exception", "https://acme.corp.com", "me.corp.com"],
    ["a name for a block", "https://acme.atlan.com", "10.0.0.0/8"],
    ["another port", "https://acme.corp.com:8443", "corp.com:443"],
    ["the name itself, when only names below it are excepted", "https://corp.com", ".corp.com"],
    ["the same with a star", "https://corp.com", "*.corp.com"],
    ["an address beside a block", "https://11.0.0.1", "10.0.0.0/8"],
    ["an address that ends like an exception", "https://10.0.0.1", "0.1,.0.1"],
    ["an exception that is none", "https://acme.corp.com", "http://acme.corp.com"],
    ["an address and another one", "https://10.0.0.1", "10.0.0.2"],
    ["blanks between exceptions", "https://acme.corp.com", "corp.org example.com"],
  ])("serves %s", (_name, url, noProxy) => {
    const environment = { HTTPS_PROXY: PROXY, NO_PROXY: noProxy };
    expect(proxyFor(new URL(url), environment)?.origin).toBe(PROXY);
  });

  test.each([
    ["a name below an exception", "https://acme.corp.com", "corp.com"],
    ["the exception itself", "https://corp.com", "corp.com"],
    ["a name below one with a dot", "https://acme.corp.com", ".corp.com"],
    ["a name below one with a star", "https://acme.corp.com", "*.corp.com"],
    ["in whatever case", "https://ACME.corp.com", "CORP.com"],
    ["one exception of several", "https://acme.corp.com", "example.org, corp.com ,x"],
    ["everything", "https://acme.atlan.com", "example.org,*"],
    ["the port of an exception", "https://acme.corp.com:8443", "corp.com:8443"],
    ["the scheme's own port", "https://acme.corp.com", "corp.com:443"],
    ["an address in a block", "https://10.1.2.3", "10.0.0.0/8"],
    ["an address", "https://10.1.2.3", "10.1.2.3"],
    ["an address with its port", "https://10.1.2.3:8443", "10.1.2.3:8443"],
    ["an IPv6 address in a block", "https://[fd00::1]", "fd00::/8"],
    ["an IPv6 address with a port", "https://[fd00::1]:8443", "[fd00::1]:8443"],
    ["an IPv6 address written otherwise", "https://[fd00::1]", "fd00:0::1"],
    ["a name beyond ASCII", "https://tenant.bücher.de", "bücher.de"],
  ])("is passed by for %s", (_name, url, noProxy) => {
    const environment = { HTTPS_PROXY: PROXY, NO_PROXY: noProxy };
    expect(proxyFor(new URL(url), environment)).toBeNull();
  });

  test.each([
    ["https://127.0.0.1"],
    ["https://127.9.9.9:8443"],
    ["https://localhost:8443"],
    ["https://[::1]"],
    ["https://[::ffff:127.0.0.1]"],
  ])("is never between us and %s", (url) => {
    expect(proxyFor(new URL(url), { HTTPS_PROXY: PROXY })).toBeNull();
  });

  test.each<[string, { readonly [name: string]: string }, string | null]>([
    ["in upper case", { HTTPS_PROXY: "http://a:1" }, "http://a:1/"],
    ["in lower case", { https_proxy: "http://a:1" }, "http://a:1/"],
    [
      "in both, the upper case",
      { HTTPS_PROXY: "http://a:1", https_proxy: "http://b" },
      "http://a:1/",
    ],
    ["in both, the upper case empty", { HTTPS_PROXY: "", https_proxy: "http://b" }, "http://b/"],
    ["without a scheme", { HTTPS_PROXY: "proxy.corp.com:3128" }, `${PROXY}/`],
    ["for plain http alone", { HTTP_PROXY: "http://a:1" }, null],
    ["for all, which Go does not read", { ALL_PROXY: "http://a:1" }, null],
    ["with exceptions in lower case", { HTTPS_PROXY: "http://a:1", no_proxy: "*" }, null],
  ])("is read from a variable %s", (_name, environment, expected) => {
    expect(proxyFor(new URL("https://acme.atlan.com"), environment)?.href ?? null).toBe(expected);
  });
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function through(options: ProxyOptions = {}): Promise<TestProxy> {
  const proxy = await startProxy(options);
  closing.push(proxy.close);
  return proxy;
}

/** Takes connections, and says nothing. */
async function silentProxy() {
  const closed: Promise<unknown>[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket: Socket) => {
    sockets.push(socket.on("error", () => {}));
    closed.push(new Promise((resolve) => socket.once("close", resolve)));
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, closed };
}

describe("a proxy that never answers", () => {
  test.each(["http", "https", "socks5"])("by %s ends a try in its time", async (scheme) => {
    const { address } = await silentProxy();
    const environment = { HTTPS_PROXY: `${scheme}://${address}` };
    const { client } = clientOf(new URL("https://tenant.test"), {
      ...{ environment, maxRetries: 0, requestTimeoutMs: 60 },
    });
    const error = await failing(currentUser(client.apiKey, unstopped()));
    expect(error).toMatchObject({ kind: "unreachable", mayHaveCommitted: false, tries: 1 });
    expect(error.message).toContain("no connection within 0.06 s");
  });

  test.each(["http", "https"])(
    "by %s is let go with its connection by whoever gives up",
    async (scheme) => {
      const { address, closed } = await silentProxy();
      const agent = await proxyAgent(new URL(`${scheme}://${address}`), {});
      const request = get("https://tenant.test", { agent });
      const failed = new Promise((resolve) => request.once("error", resolve));
      while (closed.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      request.destroy();
      await closed[0];
      await failed;
    },
  );
});

const ask = (baseUrl: URL, environment: { readonly [name: string]: string }) =>
  currentUser(clientOf(baseUrl, { maxRetries: 0, environment }).client.apiKey, unstopped());

test("no credential reaches a proxy on the way to a tenant on this machine", async () => {
  const proxy = await through();
  const server = await serve((_asked, response) => json(response, 200, { username: "direct" }));
  closing.push(server.close);
  const { url } = proxy;
  const environment = { HTTP_PROXY: url, http_proxy: url, HTTPS_PROXY: url, ALL_PROXY: url };
  expect((await ask(server.baseUrl, environment)).body.username).toBe("direct");
  expect(proxy.lines).toEqual([]);
});

describe("a tunnel", () => {
  test("leads to the tenant, whose certificate is checked at its end", async () => {
    const proxy = await through();
    const server = await serveHttps();
    closing.push(server.close);
    const target = `tenant.test:${server.baseUrl.port}`;
    const error = await failing(ask(new URL(`https://${target}`), { HTTPS_PROXY: proxy.url }));
    expect(proxy.lines).toEqual([`CONNECT ${target}`]);
    expect(error).toMatchObject({ kind: "untrusted_certificate", mayHaveCommitted: false });
    expect(server.targets).toEqual([]);
  });

  test("is asked for with the credentials in the proxy's URL, which are not shown", async () => {
    const proxy = await through({ refusal: 407 });
    const HTTPS_PROXY = proxy.url.replace("//", "//amira:hunter%202@");
    const error = await failing(ask(new URL("https://tenant.test"), { HTTPS_PROXY }));
    const [given = ""] = proxy.credentials;
    expect(Buffer.from(given.replace("Basic ", ""), "base64").toString()).toBe("amira:hunter 2");
    expect(error).toMatchObject({ kind: "proxy_refused", mayHaveCommitted: false, tries: 1 });
    expect(error.message).toContain("the proxy answered 407 Proxy Authentication Required");
    expect(error.message).not.toContain("hunter");
  });

  test.each([
    [403, "proxy_refused"],
    [502, "unreachable"],
    [504, "unreachable"],
  ])("that the proxy answers with %d is not taken for the tenant's word", async (status, kind) => {
    const proxy = await through({ refusal: status });
    const environment = { HTTPS_PROXY: proxy.url };
    const error = await failing(ask(new URL("https://tenant.test"), environment));
    expect(error).toMatchObject({ kind, status: null, mayHaveCommitted: false });
  });

  test("through a SOCKS proxy leaves the name to the proxy, as in Go", async () => {
    const proxy = await startSocksProxy();
    const server = await serveHttps();
    closing.push(proxy.close, server.close);
    const target = `tenant.test:${server.baseUrl.port}`;
    const error = await failing(ask(new URL(`https://${target}`), { HTTPS_PROXY: proxy.url }));
    expect(proxy.targets).toEqual([target]);
    expect(error).toMatchObject({ kind: "untrusted_certificate", mayHaveCommitted: false });
  });

  test("through a proxy that is down makes the tenant unreachable", async () => {
    const proxy = await through();
    proxy.close();
    const environment = { HTTPS_PROXY: proxy.url };
    const error = await failing(ask(new URL("https://tenant.test"), environment));
    expect(error.kind).toBe("unreachable");
    expect(error.message).toContain("the proxy cannot be reached: connect ECONNREFUSED");
  });

  test("through what is no URL is refused, and not gone around", async () => {
    const environment = { HTTPS_PROXY: "http://amira:hunter2@[" };
    const error = await failing(ask(new URL("https://tenant.test"), environment));
    expect(error).toMatchObject({ kind: "invalid_proxy", mayHaveCommitted: false, tries: 1 });
    expect(error.message).toContain("HTTPS_PROXY is not a URL");
    expect(error.message).not.toContain("hunter2");
  });

  test("through a proxy of a kind that is not known is refused, its password unseen", async () => {
    const environment = { HTTPS_PROXY: "gopher://amira:hunter2@127.0.0.1:1" };
    const error = await failing(ask(new URL("https://tenant.test"), environment));
    expect(error).toMatchObject({ kind: "invalid_proxy", mayHaveCommitted: false, tries: 1 });
    expect(error.message).toContain("gopher: is not known, expected http, https or socks5");
    expect(error.message).not.toContain("hunter2");
  });
});
