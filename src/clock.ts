// Time and chance, as all of `src` sees them: given by `main.ts`, so that tests need not wait or guess.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

export interface Clock {
  /** The local clock, in milliseconds since 1970, for dates only. The tenant's own time comes with its replies. */
  nowMs(): number;
  /**
   * Milliseconds since some moment, for durations and deadlines: a local clock that is set, or wakes up in another time, does
   * not change what has passed.
   */
  elapsedMs(): number;
  /** Rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls `ring` once, `ms` from now; the function it returns cancels it. For deadlines: nobody sleeps for it. */
  setAlarm(ms: number, ring: () => void): () => void;
  /** From 0 to just below 1. */
  random(): number;
  uuid(): string;
}

/** The longest that a Node timer can wait; a longer one would end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  elapsedMs: () => Math.floor(performance.now()),
  sleep: async (ms, signal) => {
    signal.throwIfAborted();
    await wait(Math.min(ms, MAX_TIMER_MS), undefined, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
  },
  setAlarm: (ms, ring) => {
    const timer = setTimeout(ring, Math.min(ms, MAX_TIMER_MS)).unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  uuid: () => randomUUID(),
};
