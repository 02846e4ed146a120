// Every way a request can fail, and whether a create may have happened all the same.
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  createApiToken,
  currentUser,
  deleteApiToken,
  listApiTokens,
} from "../../../src/client/index.js";
import { withTimeEnough } from "../../time-enough.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { json, type Script, serve, type TestServer } from "./support/server.js";
import { NEW_TOKEN, useServer } from "./support/use-server.js";

const stage = useServer({ maxRetries: 0 });
const { against } = stage;
let elsewhere: TestServer | undefined;
afterEach(() => elsewhere?.close());

async function failedCreate(script: Script, options = {}) {
  const { client } = await against(script, options);
  return failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
}

describe("a create may have happened", () => {
  test("when no answer comes in time", async () => {
    const { client } = await against((asked, response) => {
      if (asked.method === "GET") json(response, 200, {});
    });
    // On a connection that is open already, so that the time is spent waiting for the answer.
    await listApiTokens(client.apiKey, {}, unstopped());
    const error = await withTimeEnough(
      60,
      (timeoutMs) =>
        failing(createApiToken(client.apiKey, NEW_TOKEN, { ...unstopped(), timeoutMs })),
      ({ kind }) => kind === "unreachable",
    );
    expect(error).toMatchObject({ kind: "timeout", mayHaveCommitted: true });
    expect(error.message).toMatch(/no answer within (0\.06|0\.6|6) s/);
  });

  test("when the connection breaks before the answer", async () => {
    const error = await failedCreate((_asked, response) => response.socket?.destroy());
    expect(error).toMatchObject({ kind: "connection_broken", mayHaveCommitted: true });
  });

  test("when the connection breaks in the middle of the answer", async () => {
    const error = await failedCreate((_asked, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"id":');
      setTimeout(() => response.socket?.destroy(), 10);
    });
    expect(error).toMatchObject({ kind: "connection_broken", mayHaveCommitted: true });
  });

  test.each([
    [303, "redirected"],
    [408, "timeout"],
    [500, "server_error"],
    [501, "not_implemented"],
    [502, "server_error"],
    [503, "server_error"],
    [504, "server_error"],
    [507, "server_error"],
    [520, "server_error"],
  ])("when the answer is %d", async (status, kind) => {
    const error = await failedCreate((_asked, response) => json(response, status, {}));
    expect(error).toMatchObject({ kind, status, mayHaveCommitted: true, tries: 1 });
  });

  test.each([
    [
      "an HTML page",
      "text/html",
      "<html>hello</html>",
      "but the body is an HTML page, expected JSON",
    ],
    [
      "an HTML page in disguise",
      "application/json",
      "<!DOCTYPE html>",
      "but the body is an HTML page",
    ],
    ["text", "text/plain", "hello", "but the body is not JSON"],
    ["nothing", "application/json", "", "but the new API token is missing, expected an object"],
    ["no secret", "application/json", '{"id":"5b0c"}', "but attributes.accessToken is missing"],
    ["no id", "application/json", '{"attributes":{"accessToken":"shh","clientId":"c"}}', "but id"],
  ])("when the answer is 200 with %s", async (_name, type, text, words) => {
    const error = await failedCreate((_asked, response) => {
      response.writeHead(200, { "content-type": type }).end(text);
    });
    expect(error).toMatchObject({
      kind: "malformed_reply",
      code: "ATLAN_MALFORMED_REPLY",
      status: 200,
      mayHaveCommitted: true,
    });
    expect(error.message).toContain(words);
  });
});

describe("a create has not happened", () => {
  test.each([
    [400, "invalid_request"],
    [401, "unauthorized"],
    [403, "forbidden"],
    [404, "not_found"],
    [407, "proxy_refused"],
    [409, "conflict"],
    [413, "invalid_request"],
    [422, "invalid_request"],
    [429, "rate_limited"],
  ])("when the answer is %d", async (status, kind) => {
    const error = await failedCreate((_asked, response) => json(response, status, {}));
    expect(error).toMatchObject({ kind, status, mayHaveCommitted: false });
  });

  test("when nobody listens", async () => {
    const { client } = await against(() => {});
    await stage.server.close();
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    expect(error).toMatchObject({ kind: "tenant_not_running", mayHaveCommitted: false, tries: 1 });
    expect(error.meaning).toContain("Is the embedded tenant running?");
    expect(error.message).toContain("ECONNREFUSED");
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
  });

  test("when the host has no address", async () => {
    const { client } = clientOf(new URL("https://tenant.invalid"));
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    // Without any DNS at all, the resolver says "try again" instead.
    expect(["unknown_host", "unreachable"]).toContain(error.kind);
    expect(error.mayHaveCommitted).toBe(false);
  });

  test("when the server does not speak TLS", async () => {
    await against((_asked, response) => json(response, 200, {}));
    const { client } = clientOf(new URL(`https://127.0.0.1:${stage.server.port}`), {
      maxRetries: 0,
    });
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    expect(error).toMatchObject({ kind: "no_tls", mayHaveCommitted: false, tries: 1 });
  });

  test("when the server hangs up before it reads", async () => {
    const rude = createServer((socket: Socket) => socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    const { port } = rude.address() as AddressInfo;
    const { client } = clientOf(new URL(`https://127.0.0.1:${port}`), { maxRetries: 0 });
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    rude.close();
    expect(error).toMatchObject({ kind: "unreachable", mayHaveCommitted: false });
  });

  test("when the server never completes the handshake", async () => {
    const sockets: Socket[] = [];
    const mute = createServer((socket: Socket) => sockets.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const { port } = mute.address() as AddressInfo;
    const options = { maxRetries: 0, requestTimeoutMs: 60 };
    const { client } = clientOf(new URL(`https://127.0.0.1:${port}`), options);
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    for (const socket of sockets) socket.destroy();
    mute.close();
    expect(error).toMatchObject({ kind: "unreachable", mayHaveCommitted: false });
    expect(error.message).toContain("no connection within 0.06 s");
  });
});

test.each(["127.0.0.1", "localhost"])("asks once when no tenant runs at %s", async (host) => {
  const { server } = await against(() => {});
  const { port } = server;
  await server.close();
  const { client, slept } = clientOf(new URL(`http://${host}:${port}`));
  const error = await failing(currentUser(client.apiKey, unstopped()));
  expect(error).toMatchObject({ kind: "tenant_not_running", tries: 1 });
  expect(slept).toEqual([]);
});

test.each([
  [200, "malformed_reply"],
  [404, "web_page"],
])("an HTML page with %d is no proof of a deletion", async (status, kind) => {
  const { client } = await against((_asked, response) => {
    response.writeHead(status, { "content-type": "text/html" }).end("<p>Sign in</p>");
  });
  const error = await failing(deleteApiToken(client.apiKey, "5b0c", unstopped()));
  expect(error.kind).toBe(kind);
});

describe("a redirect is not followed", () => {
  test("and names only the origin of where it leads", async () => {
    elsewhere = await serve((_asked, response) => json(response, 200, {}));
    const location = `${elsewhere.baseUrl.href}login?session=abc`;
    const { client } = await against((_asked, response) => json(response, 302, {}, { location }));
    const error = await failing(listApiTokens(client.apiKey, {}, unstopped()));
    expect(elsewhere.asked).toEqual([]);
    expect(error).toMatchObject({ kind: "redirected", status: 302, mayHaveCommitted: false });
    expect(error.message).toContain(`it redirects to ${elsewhere.baseUrl.origin}`);
    expect(error.message).not.toContain("session");
  });

  test.each([
    ["another path of its own", { location: "/login" }],
    ["does not say where to", {}],
  ])("and says that it %s", async (words, headers) => {
    const { client } = await against((_asked, response) => json(response, 307, {}, headers));
    const error = await failing(listApiTokens(client.apiKey, {}, unstopped()));
    expect(error.message).toContain(words);
  });
});

describe("the tenant's own words", () => {
  test.each([
    [
      "the metastore",
      { errorCode: "ATLAS-403-00-001", errorMessage: "no" },
      "ATLAS-403-00-001",
      "no",
    ],
    ["the service", { code: 1006, error: "Bad", message: "no", info: "x" }, "1006", "no"],
    ["Jetty", { servlet: "s", message: "no", status: "401" }, null, "no"],
    ["Keycloak", { error: "invalid_token", error_description: "no" }, null, "no"],
    ["a crash", { errorId: "0f0f", message: "no", causes: [] }, "0f0f", "no"],
    ["nobody we know", { error: "no" }, null, "no"],
  ])("are found as %s writes them", async (_name, body, tenantCode, tenantMessage) => {
    const error = await failedCreate((_asked, response) => json(response, 400, body));
    expect(error).toMatchObject({ tenantCode, tenantMessage });
  });

  test.each([
    ["an HTML page", "text/html", "<html><h1>Bad gateway</h1></html>", "an HTML page"],
    ["plain text on one line", "text/plain", "no\r\n\u001b[31mred", "no [31mred"],
    ["JSON of another form", "application/json", "[1]", "[1]"],
    ["nothing", "text/plain", "", null],
    ["much, cut short", "text/plain", "x".repeat(400), `${"x".repeat(299)}…`],
  ])("are %s", async (_name, type, text, tenantMessage) => {
    const error = await failedCreate((_asked, response) => {
      response.writeHead(400, { "content-type": type }).end(text);
    });
    expect(error.tenantMessage).toBe(tenantMessage);
  });
});
