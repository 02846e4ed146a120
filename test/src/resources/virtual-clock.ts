// A clock that only moves when somebody sleeps: minutes of waiting take no time, in the order they would.
import type { Clock } from "../../../src/resources/clock.js";

export interface VirtualClock extends Clock {
  readonly sleptMs: number[];
}

export function virtualClock(startMs = Date.parse("2026-03-01T10:00:00Z")): VirtualClock {
  let nowMs = startMs;
  let uuids = 0;
  const sleptMs: number[] = [];
  return {
    sleptMs,
    nowMs: () => nowMs,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      sleptMs.push(ms);
      nowMs += ms;
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
    uuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, "0")}`,
  };
}
