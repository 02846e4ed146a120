// The unix socket: a short path, closed to other users, removed as soon as the host has connected.
import { randomBytes } from "node:crypto";
import type { EventEmitter } from "node:events";
import { chmodSync, chownSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** macOS takes 103 bytes, Linux 107. */
const MAX_PATH_BYTES = 103;
const OWNER_ONLY_UMASK = 0o177;

export interface SocketOptions {
  readonly directory: string | undefined;
  /** A name or a number. */
  readonly group: string | undefined;
}

export function socketPath(directory: string | undefined): string {
  const name = `plugin-${process.pid}-${randomBytes(4).toString("hex")}.sock`;
  const candidates = directory === undefined ? [tmpdir(), "/tmp"] : [directory];
  const paths = candidates.map((candidate) => join(candidate, name));
  const path = paths.find((candidate) => Buffer.byteLength(candidate) <= MAX_PATH_BYTES);
  if (path === undefined) {
    throw new Error(
      `Cannot listen in ${candidates[0]}: a socket's path has at most ${MAX_PATH_BYTES} bytes, set PLUGIN_UNIX_SOCKET_DIR to a shorter one`,
    );
  }
  return path;
}

function groupId(group: string): number {
  if (/^\d+$/.test(group)) return Number(group);
  const entry = readFileSync("/etc/group", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${group}:`));
  const id = entry?.split(":")[2];
  if (id === undefined) {
    throw new Error(
      `Cannot give the socket to group "${group}": not in /etc/group, set PLUGIN_UNIX_SOCKET_GROUP to its number`,
    );
  }
  return Number(id);
}

/** Resolves with the path once the server listens. The file is never open to others, not even for a moment. */
export function listenOnSocket(
  server: Server,
  { directory, group }: SocketOptions,
): Promise<string> {
  const path = socketPath(directory);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const umask = process.umask(OWNER_ONLY_UMASK);
    server.listen(path, () => {
      try {
        if (group !== undefined) {
          chownSync(path, process.getuid?.() ?? 0, groupId(group));
          chmodSync(path, 0o660);
        }
        resolve(path);
      } catch (error) {
        reject(error);
      }
    });
    process.umask(umask);
    // For a host that ends before it connects.
    process.once("exit", () => rmSync(path, { force: true }));
  });
}

/**
 * A host connects once, and a connection outlives its path. Without a path nothing can stay behind, however the process
 * ends: nobody cleans up after SIGKILL.
 */
export function removeAtFirstConnection(server: EventEmitter, path: string): void {
  server.once("connection", () => rmSync(path, { force: true }));
}
