// Gathers what concerns one object into batches, and runs one batch per object at a time. Knows nothing of what it carries.
import type { Clock } from "./clock.js";

/** A batch leaves when nothing new has come for this long… */
const QUIET_MS = 25;
/** …and at the latest this long after its first item. */
const LONGEST_MS = 250;
/** The callers of the batch before may come back with more: so long they are waited for, unless they are quicker. */
const RETURN_MS = 100;
/** A wait that ends so much later than it should has kept others waiting to be heard too. */
const LATE_MS = 5;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Batch<Item, Result> {
  readonly waiting: Waiting<Item, Result>[];
  /** When it could have left first: its first item came, and the batch before it was done. */
  startedMs: number;
  lastMs: number;
}

/** Settles every item of a batch, in the order given. */
export type RunBatch<Item, Result> = (
  key: string,
  items: readonly Item[],
) => Promise<readonly PromiseSettledResult<Result>[]>;

export class Batcher<Item, Result> {
  readonly #gathering = new Map<string, Batch<Item, Result>>();
  readonly #lastRun = new Map<string, Promise<void>>();
  readonly #run: RunBatch<Item, Result>;
  readonly #clock: Clock;

  constructor(run: RunBatch<Item, Result>, clock: Clock) {
    this.#run = run;
    this.#clock = clock;
  }

  /** Settles as `run` settled this item. */
  add(key: string, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const nowMs = this.#clock.nowMs();
      const batch = this.#gathering.get(key);
      if (batch === undefined) {
        const first = { waiting: [{ item, resolve, reject }], startedMs: nowMs, lastMs: nowMs };
        this.#gathering.set(key, first);
        this.#enqueue(key, first);
        return;
      }
      batch.waiting.push({ item, resolve, reject });
      batch.lastMs = nowMs;
    });
  }

  #enqueue(key: string, batch: Batch<Item, Result>): void {
    const before = this.#lastRun.get(key);
    const run = (before ?? Promise.resolve()).then(() => {
      if (before !== undefined) this.#beQuietAgain(batch);
      return this.#leave(key, batch);
    });
    this.#lastRun.set(key, run);
    void run.finally(() => {
      if (this.#lastRun.get(key) === run) this.#lastRun.delete(key);
    });
  }

  /** Once the first of those who come back is there, quiet is what it always is. */
  #beQuietAgain(batch: Batch<Item, Result>): void {
    batch.startedMs = this.#clock.nowMs();
    batch.lastMs = batch.startedMs + RETURN_MS - QUIET_MS;
  }

  async #leave(key: string, batch: Batch<Item, Result>): Promise<void> {
    await this.#untilQuiet(batch);
    this.#gathering.delete(key);
    const { waiting } = batch;
    try {
      const results = await this.#run(
        key,
        waiting.map(({ item }) => item),
      );
      for (const [index, { resolve, reject }] of waiting.entries()) {
        const result = results[index];
        if (result?.status === "fulfilled") resolve(result.value);
        else reject(result?.reason);
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** Not ended by anybody's stop signal: an item that was stopped says so itself when its batch runs. */
  async #untilQuiet(batch: Batch<Item, Result>): Promise<void> {
    const never = new AbortController().signal;
    for (;;) {
      const leavesMs = Math.min(batch.lastMs + QUIET_MS, batch.startedMs + LONGEST_MS);
      const restMs = leavesMs - this.#clock.nowMs();
      if (restMs <= 0) return;
      await this.#clock.sleep(restMs, never);
      const nowMs = this.#clock.nowMs();
      if (nowMs - leavesMs > LATE_MS) batch.lastMs = Math.max(batch.lastMs, nowMs);
    }
  }
}
