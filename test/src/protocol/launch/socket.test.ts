// Where the socket lies, and who may open it.
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { listenOnSocket } from "../../../../src/protocol/launch/socket.js";
import { createLogger } from "../../../../src/protocol/log/logger.js";

const log = createLogger({ level: "off", write: () => {}, nowMs: () => 0 });

let directory: string;
let server: Server;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "socket-"));
  server = createServer();
});
afterEach(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

const listen = (socketDirectory: string | undefined, socketGroup?: string) =>
  listenOnSocket(server, { socketDirectory, socketGroup }, log);

test("the socket lies where the host wants it, open to nobody else", async () => {
  const path = await listen(directory);
  expect(path.startsWith(`${directory}/`)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a group may connect if the host says so", async () => {
  const group = String(process.getgid?.());
  const path = await listen(directory, group);
  expect(statSync(path)).toMatchObject({ gid: Number(group) });
  expect(statSync(path).mode & 0o777).toBe(0o660);
});

test("a group that does not exist is named", async () => {
  await expect(listen(directory, "no-such-group")).rejects.toThrow(
    'the socket cannot be given to group "no-such-group"',
  );
});

test.each([
  ["does not exist", "gone", "does not exist"],
  ["is too long for a socket", "d".repeat(100), "at most 103 bytes"],
])("a folder of the host's that %s is named with the way out", async (_case, name, reason) => {
  const wanted = join(directory, name);
  if (name !== "gone") mkdirSync(wanted);
  await expect(listen(wanted)).rejects.toThrow(
    new RegExp(`can make none in ${wanted} \\(.*${reason}.*\\)\\. Set PLUGIN_UNIX_SOCKET_DIR`),
  );
});
