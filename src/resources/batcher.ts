// Gathers what concerns one object into batches, and runs one batch per object at a time. Knows nothing of what it carries.
import type { Clock } from "../clock.js";

/** A batch leaves when nothing new has come for this long… */
const QUIET_MS = 25;
/** …and at the latest this long after its first item. */
const LONGEST_MS = 250;
/** The callers of the batch before may come back with more: so long they are waited for, if they do not all come sooner. */
const RETURN_MS = 150;
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
  /** How many callers of the batch before may still come back, and until when they are waited for. */
  returning: number;
  returnByMs: number;
}

/** The end of a batch. */
interface Release {
  readonly count: number;
  readonly atMs: number;
}

/** Settles every item of a batch, in the order given. */
export type RunBatch<Item, Result> = (
  key: string,
  items: readonly Item[],
) => Promise<readonly PromiseSettledResult<Result>[]>;

export class Batcher<Item, Result> {
  readonly #gathering = new Map<string, Batch<Item, Result>>();
  readonly #lastRun = new Map<string, Promise<void>>();
  readonly #released = new Map<string, Release>();
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
        const first = {
          waiting: [{ item, resolve, reject }],
          startedMs: nowMs,
          lastMs: nowMs,
          ...this.#returning(key, 1),
        };
        this.#gathering.set(key, first);
        this.#enqueue(key, first);
        return;
      }
      batch.waiting.push({ item, resolve, reject });
      batch.lastMs = nowMs;
      batch.returning -= 1;
    });
  }

  #enqueue(key: string, batch: Batch<Item, Result>): void {
    const before = this.#lastRun.get(key);
    const run = (before ?? Promise.resolve()).then(() => {
      if (before !== undefined) this.#beginAnew(key, batch);
      return this.#leave(key, batch);
    });
    this.#lastRun.set(key, run);
    void run.finally(() => {
      if (this.#lastRun.get(key) === run) this.#lastRun.delete(key);
    });
  }

  /** Nobody who waits already is one of those whom the batch before let go. */
  #beginAnew(key: string, batch: Batch<Item, Result>): void {
    const nowMs = this.#clock.nowMs();
    Object.assign(batch, { startedMs: nowMs, lastMs: nowMs, ...this.#returning(key, 0) });
  }

  #returning(key: string, isBack: number) {
    const { count, atMs } = this.#released.get(key) ?? { count: 0, atMs: 0 };
    return { returning: count - isBack, returnByMs: atMs + RETURN_MS };
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
    this.#released.set(key, { count: waiting.length, atMs: this.#clock.nowMs() });
  }

  /** Not ended by anybody's stop signal: an item that was stopped says so itself when its batch runs. */
  async #untilQuiet(batch: Batch<Item, Result>): Promise<void> {
    const never = new AbortController().signal;
    for (;;) {
      const quietMs = batch.lastMs + QUIET_MS;
      const readyMs = batch.returning > 0 ? Math.max(quietMs, batch.returnByMs) : quietMs;
      const leavesMs = Math.min(readyMs, batch.startedMs + LONGEST_MS);
      const restMs = leavesMs - this.#clock.nowMs();
      if (restMs <= 0) return;
      const restedMs = Math.min(restMs, QUIET_MS);
      const wakesMs = this.#clock.nowMs() + restedMs;
      await this.#clock.sleep(restedMs, never);
      const nowMs = this.#clock.nowMs();
      if (nowMs - wakesMs > LATE_MS) batch.lastMs = Math.max(batch.lastMs, nowMs);
    }
  }
}
