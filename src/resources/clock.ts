// Time and chance, as the resources see them: given at the edge, so that tests need not wait or guess.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

export interface Clock {
  /** The local clock, in milliseconds since 1970. The tenant's own time comes with its replies. */
  nowMs(): number;
  /** Rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  uuid(): string;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: async (ms, signal) => {
    signal.throwIfAborted();
    await wait(ms, undefined, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
  },
  uuid: () => randomUUID(),
};
