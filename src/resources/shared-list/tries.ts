// How often a write is tried, and how long to wait before the next look: what a failure means for the next step.
import { AtlanRequestError } from "../../client/index.js";
import { backoffMs } from "../../deadline.js";
import type { FailureClass } from "./errors.js";

/** How often a write that does not hold, or fails in passing, is made at the least. */
const LEAST = 5;
/** How often several changes share a failing write before each has to prove itself alone. */
const SHARED = 2;

export class Tries {
  readonly #most: number;
  #made = 0;
  #waits = 0;
  /** Why the last write failed; undefined when it was written. */
  problem: unknown;

  constructor(maxRetries: number) {
    this.#most = Math.max(LEAST, maxRetries + 1);
  }

  get areUsedUp(): boolean {
    return this.#made >= this.#most;
  }

  written(): void {
    this.#made += 1;
    this.#waits = 0;
    this.problem = undefined;
  }

  /** @returns whether the write is made again */
  failed(error: unknown, kind: FailureClass, isShared: boolean): boolean {
    this.#made += 1;
    this.problem = error;
    return kind === "unanswered" || (kind === "failed" && !(isShared && this.#made >= SHARED));
  }

  /** Before the next look: longer each time, unless the tenant says how long. */
  waitMs(error?: unknown): number {
    const askedMs = error instanceof AtlanRequestError ? error.retryAfterMs : null;
    this.#waits += 1;
    return askedMs ?? backoffMs(this.#waits);
  }
}
