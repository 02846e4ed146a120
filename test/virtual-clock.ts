// A clock that only moves when somebody sleeps: minutes of waiting take no time, in the order they would. Alarms ring as it passes them.
import type { Clock } from "../src/clock.js";

export interface VirtualClock extends Clock {
  readonly sleptMs: number[];
  /** Moves on without anybody sleeping, such as while a request hangs. */
  advance(ms: number): void;
  /** Sets the local clock, as a person or NTP does: no time passes. */
  setBy(ms: number): void;
}

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

export function virtualClock(startMs = Date.parse("2026-03-01T10:00:00Z")): VirtualClock {
  let passedMs = 0;
  let setByMs = 0;
  let uuids = 0;
  const sleptMs: number[] = [];
  const alarms = new Set<Alarm>();
  const nextAlarm = (untilMs: number): Alarm | undefined => {
    const due = [...alarms].filter(({ atMs }) => atMs <= untilMs);
    return due.sort((one, other) => one.atMs - other.atMs)[0];
  };
  /** Each alarm sees its own time, and may set another that rings on the same way. */
  const advance = (ms: number) => {
    const untilMs = passedMs + ms;
    for (let alarm = nextAlarm(untilMs); alarm; alarm = nextAlarm(untilMs)) {
      alarms.delete(alarm);
      passedMs = Math.max(passedMs, alarm.atMs);
      alarm.ring();
    }
    passedMs = Math.max(passedMs, untilMs);
  };
  return {
    sleptMs,
    advance,
    nowMs: () => startMs + passedMs + setByMs,
    elapsedMs: () => passedMs,
    setBy: (ms) => {
      setByMs += ms;
    },
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      sleptMs.push(ms);
      advance(ms);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
    setAlarm: (ms, ring) => {
      const alarm = { atMs: passedMs + ms, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    random: () => 0.5,
    uuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, "0")}`,
  };
}
