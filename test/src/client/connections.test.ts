// How long connections are kept, against a server that counts them.
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { openConnections } from "../../../src/client/private/connections.js";
import { json, serve, type TestServer } from "./support/server.js";

let server: TestServer;
afterEach(() => server.close());

const IDLE_MS = 100;

async function start() {
  server = await serve((asked, response) => {
    setTimeout(() => json(response, 200, {}), asked.target === "/slow" ? 3 * IDLE_MS : 0);
  });
  const got = await openConnections(IDLE_MS);
  return (path: string) => got(new URL(path, server.baseUrl));
}

const connectionCount = () => new Set(server.asked.map((asked) => asked.socket)).size;

test("a connection serves the next request", async () => {
  const get = await start();
  await get("/");
  await get("/");
  expect(connectionCount()).toBe(1);
});

test("a connection that nobody used for a while is closed", async () => {
  const get = await start();
  await get("/");
  await wait(2 * IDLE_MS);
  expect(server.asked[0]?.socket.destroyed).toBe(true);
  await get("/");
  expect(connectionCount()).toBe(2);
});

test("an answer may take longer than a connection may be idle", async () => {
  const get = await start();
  expect((await get("/slow")).statusCode).toBe(200);
});
