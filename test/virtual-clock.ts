// A clock that only moves when somebody sleeps: minutes of waiting take no time, in the order they would. Alarms ring as it passes them.
import type { Clock } from "../src/clock.js";

export interface VirtualClock extends Clock {
  readonly sleptMs: number[];
  /** Moves on without anybody sleeping, such as while a request hangs. */
  advance(ms: number): void;
}

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

export function virtualClock(startMs = Date.parse("2026-03-01T10:00:00Z")): VirtualClock {
  let nowMs = startMs;
  let uuids = 0;
  const sleptMs: number[] = [];
  const alarms = new Set<Alarm>();
  const advance = (ms: number) => {
    nowMs += ms;
    const due = [...alarms].filter(({ atMs }) => atMs <= nowMs);
    for (const alarm of due.sort((one, other) => one.atMs - other.atMs)) {
      alarms.delete(alarm);
      alarm.ring();
    }
  };
  return {
    sleptMs,
    advance,
    nowMs: () => nowMs,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      sleptMs.push(ms);
      advance(ms);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
    setAlarm: (ms, ring) => {
      const alarm = { atMs: nowMs + ms, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    random: () => 0.5,
    uuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, "0")}`,
  };
}
