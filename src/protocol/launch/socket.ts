// The unix socket: a short path, closed to other users, removed as soon as the host has connected.

import { randomBytes } from "node:crypto";
import type { EventEmitter } from "node:events";
import { chmodSync, chownSync, existsSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "../../describe-error.js";
import type { Logger } from "../../framework/index.js";
import { LaunchError } from "./launch-error.js";

/** macOS takes 103 bytes, Linux 107. */
const MAX_PATH_BYTES = 103;
const OWNER_ONLY_UMASK = 0o177;
const LAST_RESORT = "/tmp";

export interface SocketOptions {
  /** Where the host wants it; otherwise it lies in the folder for temporary files. */
  readonly socketDirectory: string | undefined;
  /** A name or a number. */
  readonly socketGroup: string | undefined;
}

/** @throws LaunchError */
function groupId(group: string): number {
  if (/^\d+$/.test(group)) return Number(group);
  const entry = readFileSync("/etc/group", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${group}:`));
  const id = entry?.split(":")[2];
  if (id !== undefined) return Number(id);
  throw new LaunchError(
    `the socket cannot be given to group "${group}", which is not in /etc/group. Set PLUGIN_UNIX_SOCKET_GROUP to its number`,
  );
}

function bind(server: Server, path: string): Promise<void> {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    throw new Error(`a socket's path has at most ${MAX_PATH_BYTES} bytes`);
  }
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const umask = process.umask(OWNER_ONLY_UMASK);
    server.listen(path, () => {
      server.off("error", reject);
      resolve();
    });
    process.umask(umask);
  });
}

/** Node says EACCES of a folder that does not exist. */
function reasonOf(directory: string, error: unknown): string {
  if (!existsSync(directory)) return "does not exist";
  return messageOf(error);
}

const failure = ({ socketDirectory }: SocketOptions, reasons: readonly string[]): LaunchError =>
  new LaunchError(
    `it needs a socket, and can make none in ${reasons.join(" or ")}. Set ${
      socketDirectory === undefined ? "TMPDIR" : "PLUGIN_UNIX_SOCKET_DIR"
    } to a folder with a short path that exists and that you may write to`,
  );

/**
 * Resolves with the path once the server listens. The file is never open to others, not even for a moment.
 * @throws LaunchError
 */
export async function listenOnSocket(
  server: Server,
  options: SocketOptions,
  log: Logger,
): Promise<string> {
  const { socketDirectory, socketGroup } = options;
  const gid = socketGroup === undefined ? undefined : groupId(socketGroup);
  const directories = socketDirectory === undefined ? [tmpdir(), LAST_RESORT] : [socketDirectory];
  const reasons: string[] = [];
  for (const directory of directories) {
    const path = join(directory, `plugin-${process.pid}-${randomBytes(4).toString("hex")}.sock`);
    try {
      await bind(server, path);
    } catch (error) {
      reasons.push(`${directory} (${reasonOf(directory, error)})`);
      log.warn("Cannot make the socket in this folder", { directory, error });
      continue;
    }
    // For a host that ends before it connects.
    process.once("exit", () => rmSync(path, { force: true }));
    if (gid !== undefined) openTo(gid, path);
    return path;
  }
  throw failure(options, reasons);
}

function openTo(gid: number, path: string): void {
  chownSync(path, process.getuid?.() ?? 0, gid);
  chmodSync(path, 0o660);
}

/**
 * A host connects once, and a connection outlives its path. Without a path nothing can stay behind, however the process
 * ends: nobody cleans up after SIGKILL.
 */
export function removeAtFirstConnection(server: EventEmitter, path: string): void {
  server.once("connection", () => rmSync(path, { force: true }));
}
