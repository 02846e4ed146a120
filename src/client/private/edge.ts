// Everything of the outside world that is neither the network nor the configuration, so that tests can hold it still.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

export interface Edge {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to just below 1. */
  readonly random: () => number;
  /** Rejects as soon as the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly newRequestId: () => string;
}

export const realEdge: Edge = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
  newRequestId: () => randomUUID(),
};
