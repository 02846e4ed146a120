// Changes of one object that come together go in one write, one batch at a time; of a batch that fails, the guilty one fails alone.
import type { Clock } from "../../clock.js";
import type { SharedObject } from "./patch.js";
import { type Change, type Outcome, PendingChange } from "./pending-change.js";
import { type Memory, type Target, WriteLoop } from "./write-loop.js";

/** A batch leaves when nothing new has come for this long… */
const QUIET_MS = 25;
/** …and at the latest this long after its first change. */
const LONGEST_MS = 250;
/** How long callers of the batch before are waited for, who may come back with more; less when they are all back. */
const RETURN_MS = 150;
/** A wait that ends so much later than it should has kept others waiting to be heard too. */
const LATE_MS = 5;

interface Batch<O extends SharedObject> {
  readonly changes: PendingChange<O>[];
  /** When it could have left first: its first change came, and the batch before it was done. */
  startedMs: number;
  lastMs: number;
  /** How many callers of the batch before may still come back, and until when they are waited for. */
  returning: number;
  returnByMs: number;
}

/** What is kept of one object, from its first change on. */
interface Queue<O extends SharedObject> {
  readonly memory: Memory<O>;
  gathering: Batch<O> | undefined;
  /** The end of the last batch that left. */
  last: Promise<void> | undefined;
  released: { readonly count: number; readonly atMs: number };
}

export interface BatchOptions {
  readonly clock: Clock;
  /** Beyond the first try. */
  readonly maxRetries: number;
}

export class BatchedWriter<O extends SharedObject> {
  readonly #target: Target<O>;
  readonly #options: BatchOptions;
  readonly #queues = new Map<string, Queue<O>>();
  readonly #pace = { writeMs: 0 };

  constructor(target: Target<O>, options: BatchOptions) {
    this.#target = target;
    this.#options = options;
  }

  /**
   * Makes a change hold, together with whatever else is wanted of this object at the same time.
   *
   * @throws what the tenant or the change itself refuses it with; GoneError; the signal's reason when it was not sent
   */
  change(id: string, change: Change<O>): Promise<Outcome<O>> {
    const { clock } = this.#options;
    const isReadLate = this.#target.isReadLate === true;
    const pending = new PendingChange(change, { clock, isReadLate });
    if (!pending.isSettled) this.#gather(this.#queueOf(id), id, pending);
    return pending.outcome;
  }

  /** The object was made here a moment ago, and holds this; nobody else knows of it yet. */
  made(id: string, object: O): void {
    const { memory } = this.#queueOf(id);
    memory.own = object;
    memory.touchedAtMs = this.#options.clock.nowMs();
  }

  #queueOf(id: string): Queue<O> {
    const known = this.#queues.get(id);
    if (known !== undefined) return known;
    const released = { count: 0, atMs: 0 };
    const queue = { memory: {}, gathering: undefined, last: undefined, released };
    this.#queues.set(id, queue);
    return queue;
  }

  #gather(queue: Queue<O>, id: string, change: PendingChange<O>): void {
    const nowMs = this.#options.clock.nowMs();
    const batch = queue.gathering;
    if (batch !== undefined) {
      batch.changes.push(change);
      batch.lastMs = nowMs;
      batch.returning -= 1;
      return;
    }
    const first = { changes: [change], startedMs: nowMs, lastMs: nowMs, ...returning(queue, 1) };
    queue.gathering = first;
    const run = this.#leave(queue, id, first).then(() => {
      if (queue.last === run) queue.last = undefined;
    });
    queue.last = run;
  }

  async #leave(queue: Queue<O>, id: string, batch: Batch<O>): Promise<void> {
    const { clock } = this.#options;
    if (queue.last !== undefined) {
      await queue.last;
      const nowMs = clock.nowMs();
      // Nobody who waits already is one of those whom the batch before let go.
      Object.assign(batch, { startedMs: nowMs, lastMs: nowMs, ...returning(queue, 0) });
    }
    await this.#untilQuiet(batch);
    queue.gathering = undefined;
    await this.#write(queue, id, batch.changes);
    queue.released = { count: batch.changes.length, atMs: clock.nowMs() };
  }

  /** Halved until the guilty one is alone: about twelve writes for one of fifty, where going one by one takes as many. */
  async #write(queue: Queue<O>, id: string, changes: readonly PendingChange<O>[]): Promise<void> {
    const shared = { target: this.#target, pace: this.#pace, ...this.#options };
    const obstacle = await new WriteLoop({ ...shared, id, changes, memory: queue.memory }).run();
    if (obstacle === null) return;
    const left = changes.filter(({ isSettled }) => !isSettled);
    if (left.length > 1 && obstacle.isPerhapsOnes) {
      const half = Math.ceil(left.length / 2);
      await this.#write(queue, id, left.slice(0, half));
      await this.#write(queue, id, left.slice(half));
    } else for (const change of left) change.fail(obstacle.error);
  }

  /** Not ended by anybody's signal: whoever is stopped is answered all the same, and the rest go on. */
  async #untilQuiet(batch: Batch<O>): Promise<void> {
    const { clock } = this.#options;
    const never = new AbortController().signal;
    for (;;) {
      const quietMs = batch.lastMs + QUIET_MS;
      const readyMs = batch.returning > 0 ? Math.max(quietMs, batch.returnByMs) : quietMs;
      const leavesMs = Math.min(readyMs, batch.startedMs + LONGEST_MS);
      const restMs = leavesMs - clock.nowMs();
      if (restMs <= 0) return;
      const restedMs = Math.min(restMs, QUIET_MS);
      const wakesMs = clock.nowMs() + restedMs;
      await clock.sleep(restedMs, never);
      const nowMs = clock.nowMs();
      if (nowMs - wakesMs > LATE_MS) batch.lastMs = Math.max(batch.lastMs, nowMs);
    }
  }
}

const returning = <O extends SharedObject>({ released }: Queue<O>, isBack: number) => ({
  returning: released.count - isBack,
  returnByMs: released.atMs + RETURN_MS,
});
