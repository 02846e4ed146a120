// Changes of one object that come together go in one write, one batch at a time; when a batch is refused, only the refused change fails.
import { Departure, type Release } from "./departure.js";
import { ObjectMemory } from "./memory.js";
import type { SharedObject } from "./patch.js";
import { type Change, type Outcome, PendingChange } from "./pending-change.js";
import type { Target, WriterOptions } from "./target.js";
import { WriteLoop } from "./write-loop.js";

interface Batch<O extends SharedObject> {
  readonly changes: PendingChange<O>[];
  readonly departure: Departure;
}

/** What is kept of one object, from its first change on. */
interface Queue<O extends SharedObject> {
  readonly id: string;
  readonly memory: ObjectMemory<O>;
  gathering: Batch<O> | undefined;
  /** Ends with the last batch. */
  last: Promise<void> | undefined;
  released: Release;
}

export class BatchedWriter<O extends SharedObject> {
  readonly #target: Target<O>;
  readonly #options: WriterOptions;
  readonly #queues = new Map<string, Queue<O>>();
  readonly #latency = { writeMs: 0 };

  constructor(target: Target<O>, options: WriterOptions) {
    this.#target = target;
    this.#options = options;
  }

  /**
   * Makes a change hold, together with whatever else is wanted of this object at the same time.
   *
   * @throws what the tenant or the change itself refuses it with; GoneError; the signal's reason when it was not sent
   */
  change(id: string, change: Change<O>): Promise<Outcome<O>> {
    const isReadLate = this.#target.isReadLate === true;
    const pending = new PendingChange(change, this.#options.clock, isReadLate);
    if (!pending.isSettled) this.#gather(this.#queueOf(id), pending);
    return pending.outcome;
  }

  /** The object was made here a moment ago, and holds this; nobody else knows of it yet. */
  made(id: string, object: O): void {
    this.#queueOf(id).memory.made(object);
  }

  #queueOf(id: string): Queue<O> {
    const known = this.#queues.get(id);
    if (known !== undefined) return known;
    const memory = new ObjectMemory<O>(this.#options.clock, this.#target.isReadLate === true);
    const released = { callers: 0, atMs: 0 };
    const queue = { id, memory, gathering: undefined, last: undefined, released };
    this.#queues.set(id, queue);
    return queue;
  }

  #gather(queue: Queue<O>, change: PendingChange<O>): void {
    if (queue.gathering !== undefined) {
      queue.gathering.changes.push(change);
      queue.gathering.departure.arrive();
      return;
    }
    const departure = new Departure(this.#options.clock, queue.released);
    const batch = { changes: [change], departure };
    queue.gathering = batch;
    const run = this.#run(queue, batch).then(() => {
      if (queue.last === run) queue.last = undefined;
    });
    queue.last = run;
  }

  async #run(queue: Queue<O>, { changes, departure }: Batch<O>): Promise<void> {
    if (queue.last !== undefined) {
      await queue.last;
      departure.begin(queue.released);
    }
    await departure.wait();
    queue.gathering = undefined;
    await this.#write(queue, changes);
    queue.released = { callers: changes.length, atMs: this.#options.clock.elapsedMs() };
  }

  /** Halved until the refused change is alone: about twelve writes for one of fifty, where going one by one takes as many. */
  async #write(queue: Queue<O>, changes: readonly PendingChange<O>[]): Promise<void> {
    const { id, memory } = queue;
    const shared = { target: this.#target, latency: this.#latency, ...this.#options };
    const loop = new WriteLoop({ ...shared, id, memory, changes });
    try {
      await loop.run();
    } catch (error) {
      const left = changes.filter(({ isSettled }) => !isSettled);
      if (left.length > 1 && loop.isPerhapsOnes) {
        const half = Math.ceil(left.length / 2);
        await this.#write(queue, left.slice(0, half));
        await this.#write(queue, left.slice(half));
      } else {
        await loop.watchUnanswered();
        for (const change of left) change.fail(error);
      }
    }
  }
}
