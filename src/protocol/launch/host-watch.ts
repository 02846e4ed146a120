// Notices that the host is gone: Terraform was killed, and nobody will ever say Shutdown.
import type { EventEmitter } from "node:events";
import type { Http2Session } from "node:http2";

const PARENT_POLL_MS = 2_000;

/** Calls `onGone` when the last connection has closed, or when this process has been given another parent. */
export function watchHost(server: EventEmitter, onGone: () => void): void {
  let openSessions = 0;
  server.on("session", (session: Http2Session) => {
    openSessions += 1;
    session.once("close", () => {
      openSessions -= 1;
      if (openSessions === 0) onGone();
    });
  });
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, PARENT_POLL_MS).unref();
}
