// How long connections are kept, against a server that counts them.
import { once } from "node:events";
import { afterEach, expect, test } from "@jest/globals";
import { openTransport } from "../../../src/client/transport.js";
import { json, serve, type TestServer } from "./support/server.js";

let server: TestServer;
afterEach(() => server.close());

const IDLE_MS = 100;

async function start(idleMs: number) {
  server = await serve((asked, response) => {
    setTimeout(() => json(response, 200, {}), asked.target === "/slow" ? 3 * IDLE_MS : 0);
  });
  const send = openTransport(server.baseUrl, {}, idleMs);
  return (path: string) =>
    send({
      method: "GET",
      url: new URL(path, server.baseUrl),
      headers: {},
      body: null,
      timeoutMs: 60_000,
      signal: new AbortController().signal,
    });
}

const connectionCount = () => new Set(server.asked.map((asked) => asked.socket)).size;

test("a connection serves the next request", async () => {
  const get = await start(60_000);
  await get("/");
  await get("/");
  expect(connectionCount()).toBe(1);
});

test("a connection that nobody used for a while is closed", async () => {
  const get = await start(IDLE_MS);
  await get("/");
  const [first] = server.asked;
  if (first?.socket.destroyed === false) await once(first.socket, "close");
  await get("/");
  expect(connectionCount()).toBe(2);
});

test("an answer may take longer than a connection may be idle", async () => {
  const get = await start(IDLE_MS);
  expect((await get("/slow")).status).toBe(200);
});
