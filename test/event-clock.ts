// A clock for work that goes on side by side: it moves to the next moment that somebody sleeps until, when nothing else goes
// on. Requests take none of its time, however long they take.
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import type { VirtualClock } from "./virtual-clock.js";

interface Moment {
  readonly atMs: number;
  readonly come: () => void;
}

/** Of the whole process. */
const underWay = new Set<ClientRequest>();
subscribe("http.client.request.start", (message) => {
  const { request } = message as { readonly request: ClientRequest };
  underWay.add(request);
  request.once("close", () => underWay.delete(request));
});

/** Turns of the event loop in which nothing is sent, after which nothing is going on but waiting. */
const QUIET_TURNS = 20;

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function untilQuiet(): Promise<void> {
  for (let turns = 0; turns < QUIET_TURNS; turns++) {
    await turn();
    while (underWay.size > 0) {
      turns = 0;
      await turn();
    }
  }
}

export function eventClock(startMs = Date.parse("2026-03-01T10:00:00Z")): VirtualClock {
  let passedMs = 0;
  let setByMs = 0;
  let uuids = 0;
  let isRunning = false;
  const sleptMs: number[] = [];
  const sleeps = new Set<Moment>();
  const alarms = new Set<Moment>();
  const firstOf = (moments: ReadonlySet<Moment>): Moment | undefined =>
    [...moments].reduce<Moment | undefined>(
      (first, other) => (first === undefined || other.atMs < first.atMs ? other : first),
      undefined,
    );
  const moveTo = (untilMs: number) => {
    for (let next = firstOf(alarms); next && next.atMs <= untilMs; next = firstOf(alarms)) {
      alarms.delete(next);
      passedMs = Math.max(passedMs, next.atMs);
      next.come();
    }
    passedMs = Math.max(passedMs, untilMs);
    for (let next = firstOf(sleeps); next && next.atMs <= passedMs; next = firstOf(sleeps)) {
      sleeps.delete(next);
      next.come();
    }
  };
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    while (sleeps.size > 0) {
      await untilQuiet();
      const next = firstOf(sleeps);
      if (next !== undefined) moveTo(next.atMs);
    }
    isRunning = false;
  };
  return {
    sleptMs,
    nowMs: () => startMs + passedMs + setByMs,
    elapsedMs: () => passedMs,
    setBy: (ms) => {
      setByMs += ms;
    },
    advance: (ms) => moveTo(passedMs + ms),
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        sleptMs.push(ms);
        const wake = () => {
          signal.removeEventListener("abort", giveUp);
          resolve();
        };
        const sleep = { atMs: passedMs + ms, come: wake };
        const giveUp = () => {
          sleeps.delete(sleep);
          reject(signal.reason);
        };
        signal.addEventListener("abort", giveUp, { once: true });
        sleeps.add(sleep);
        void run();
      }),
    setAlarm: (ms, ring) => {
      const alarm = { atMs: passedMs + ms, come: ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    random: () => 0.5,
    uuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, "0")}`,
  };
}
