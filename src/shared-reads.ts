// Asks once for what several callers want at the same time or soon after: shared, kept for a while, failures forgotten.
import type { Clock } from "./clock.js";
import { orAbort } from "./deadline.js";

export interface SharedReadsOptions {
  readonly clock: Clock;
  /** How long an answer serves later callers, from when it came; `Infinity` keeps it. */
  readonly lifetimeMs: number;
  /** Ends with the run. */
  readonly signal: AbortSignal;
}

interface SharedRead<T> {
  readonly answer: Promise<T>;
  readonly abandon: AbortController;
  waiting: number;
  /** Null while it is under way. */
  endedAtMs: number | null;
}

export class SharedReads<T> {
  readonly #options: SharedReadsOptions;
  readonly #reads = new Map<string, SharedRead<T>>();

  constructor(options: SharedReadsOptions) {
    this.#options = options;
  }

  /**
   * What `read` answered for this key, now or up to `lifetimeMs` ago. The caller waits under its own signal; the read
   * goes on for the others, and is given up when nobody waits for it any more.
   *
   * @throws what the read failed with, or the caller's own reason
   */
  async get(
    key: string,
    signal: AbortSignal,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const shared = this.#fresh(key) ?? this.#begin(key, read);
    shared.waiting += 1;
    try {
      return await orAbort(shared.answer, signal);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0 && shared.endedAtMs === null) this.#giveUp(key, shared, signal);
    }
  }

  /** The next caller asks anew. */
  forget(key: string): void {
    this.#reads.delete(key);
  }

  #fresh(key: string): SharedRead<T> | undefined {
    const { clock, lifetimeMs } = this.#options;
    const shared = this.#reads.get(key);
    if (shared === undefined || shared.endedAtMs === null) return shared;
    return clock.elapsedMs() - shared.endedAtMs < lifetimeMs ? shared : undefined;
  }

  #begin(key: string, read: (signal: AbortSignal) => Promise<T>): SharedRead<T> {
    const abandon = new AbortController();
    const answer = read(AbortSignal.any([this.#options.signal, abandon.signal]));
    const shared: SharedRead<T> = { answer, abandon, waiting: 0, endedAtMs: null };
    this.#reads.set(key, shared);
    answer.then(
      () => {
        shared.endedAtMs = this.#options.clock.elapsedMs();
      },
      () => {
        shared.endedAtMs = this.#options.clock.elapsedMs();
        if (this.#reads.get(key) === shared) this.#reads.delete(key);
      },
    );
    return shared;
  }

  #giveUp(key: string, shared: SharedRead<T>, { reason }: AbortSignal): void {
    if (this.#reads.get(key) === shared) this.#reads.delete(key);
    shared.abandon.abort(reason);
  }
}
