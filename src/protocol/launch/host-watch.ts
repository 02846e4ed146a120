// Notices that the host is gone: Terraform was killed, and no Shutdown will come.
import type { EventEmitter } from "node:events";
import type { Http2Session } from "node:http2";
import type { Clock } from "../../clock.js";

const PARENT_POLL_MS = 2_000;

/** Calls back when this process has been given another parent. For a host that ends before it connects. */
export function watchParent(clock: Clock, onGone: () => void): void {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) onGone();
    clock.setAlarm(PARENT_POLL_MS, look);
  };
  look();
}

/** Calls back when the last connection has closed. */
export function watchSessions(server: EventEmitter, onGone: () => void): void {
  let openSessions = 0;
  server.on("session", (session: Http2Session) => {
    // Not the host's.
    if (session.destroyed) return;
    openSessions += 1;
    session.once("close", () => {
      openSessions -= 1;
      if (openSessions === 0) onGone();
    });
  });
}
