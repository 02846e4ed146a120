// Where the socket lies, and who may open it.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { listenOnSocket, socketPath } from "../../../../src/protocol/launch/socket.js";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "socket-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

test("the socket lies where the host wants it, open to nobody else", async () => {
  const server = createServer();
  const path = await listenOnSocket(server, { directory, group: undefined });
  expect(path.startsWith(`${directory}/`)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  server.close();
});

test("a group may connect if the host says so", async () => {
  const server = createServer();
  const group = String(process.getgid?.());
  const path = await listenOnSocket(server, { directory, group });
  expect(statSync(path)).toMatchObject({ gid: Number(group) });
  expect(statSync(path).mode & 0o777).toBe(0o660);
  server.close();
});

test("a group that does not exist is named", async () => {
  const server = createServer();
  await expect(listenOnSocket(server, { directory, group: "no-such-group" })).rejects.toThrow(
    'Cannot give the socket to group "no-such-group"',
  );
  server.close();
});

test("a directory that is too long for a socket is named with the way out", () => {
  expect(() => socketPath(`/${"d".repeat(100)}`)).toThrow("set PLUGIN_UNIX_SOCKET_DIR");
});
