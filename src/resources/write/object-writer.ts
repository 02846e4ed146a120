// One queue per object: changes wanted at the same time go in one write, and a refused write is halved until the guilty one is alone.

import type { Clock } from "../../clock.js";
import { Batcher } from "../batcher.js";
import { Attempt, type Pace } from "./attempt.js";
import type { Change, Held, Target } from "./target.js";

interface WriterOptions {
  readonly clock: Clock;
  /** Beyond the first try. */
  readonly maxRetries: number;
}

type Settled<Seen> = PromiseSettledResult<Held<Seen>>;

/** What a batch has come to so far. */
interface Course<Seen, Content> {
  readonly id: string;
  readonly settled: Map<Change<Seen, Content>, Settled<Seen>>;
  /** The object before the batch touched it. */
  before: Seen | undefined;
}

export class ObjectWriter<Seen, Content> {
  readonly #target: Target<Seen, Content>;
  readonly #options: WriterOptions;
  readonly #batches: Batcher<Change<Seen, Content>, Held<Seen>>;
  readonly #pace: Pace = { writeMs: 0 };

  constructor(target: Target<Seen, Content>, options: WriterOptions) {
    this.#target = target;
    this.#options = options;
    this.#batches = new Batcher((id, changes) => this.#run(id, changes), options.clock);
  }

  /**
   * Makes a change hold, together with whatever else is wanted of this object at the same time.
   *
   * @throws AtlanRequestError when the tenant refuses it; GoneError; the signal's reason when it was not sent
   */
  update(id: string, change: Change<Seen, Content>): Promise<Held<Seen>> {
    return this.#batches.add(id, change);
  }

  async #run(
    id: string,
    changes: readonly Change<Seen, Content>[],
  ): Promise<readonly Settled<Seen>[]> {
    const course: Course<Seen, Content> = { id, settled: new Map(), before: undefined };
    await this.#settle(course, changes);
    return changes.map((change) => course.settled.get(change) ?? rejected(change.signal.reason));
  }

  async #settle(
    course: Course<Seen, Content>,
    changes: readonly Change<Seen, Content>[],
  ): Promise<void> {
    const going = changes.filter(({ signal }) => !signal.aborted);
    if (going.length === 0) return;
    const outcome = await this.#attempt(course, going);
    const stopped = going.filter(({ signal }) => signal.aborted);
    if (stopped.length > 0 && !isFinal(outcome)) {
      for (const change of stopped) {
        const isUnsent = outcome.status === "rejected";
        course.settled.set(change, isUnsent ? rejected(change.signal.reason) : outcome);
      }
      await this.#settle(course, going);
    } else if (isRefused(outcome, this.#target) && going.length > 1) {
      const half = Math.ceil(going.length / 2);
      await this.#settle(course, going.slice(0, half));
      await this.#settle(course, going.slice(half));
    } else {
      for (const change of going) course.settled.set(change, this.#judge(change, outcome));
    }
  }

  async #attempt(
    course: Course<Seen, Content>,
    changes: readonly Change<Seen, Content>[],
  ): Promise<Settled<Seen>> {
    const change: Change<Seen, Content> = {
      merge: (current, seen) => changes.reduce((content, one) => one.merge(content, seen), current),
      guard: (seen) => {
        course.before ??= seen;
        for (const one of changes) one.guard?.(seen);
      },
      signal: AbortSignal.any(changes.map(({ signal }) => signal)),
    };
    const { clock, maxRetries } = this.#options;
    const attempting = { target: this.#target, id: course.id, change, pace: this.#pace };
    const [outcome] = await Promise.allSettled([
      new Attempt({ ...attempting, clock, maxRetries }).run(),
    ]);
    if (outcome.status === "rejected") return outcome;
    return {
      ...outcome,
      value: { ...outcome.value, before: course.before ?? outcome.value.before },
    };
  }

  /** Of changes that did not hold together, some may hold. */
  #judge(change: Change<Seen, Content>, outcome: Settled<Seen>): Settled<Seen> {
    if (outcome.status === "rejected" || outcome.value.state !== "lost") return outcome;
    const { after } = outcome.value;
    const wanted = change.merge(this.#target.contentOf(after), after);
    const holds = this.#target.isSame(this.#target.heldBy(after), wanted);
    return holds ? { ...outcome, value: { ...outcome.value, state: "holds" } } : outcome;
  }
}

/** Anything else may only be the end of one of the changes, not of them all. */
const isFinal = (outcome: Settled<unknown>): boolean =>
  outcome.status === "fulfilled" && outcome.value.state === "holds";

const isRefused = <Seen, Content>(outcome: Settled<Seen>, target: Target<Seen, Content>): boolean =>
  outcome.status === "rejected" && target.isRefusal(outcome.reason);

const rejected = (reason: unknown): PromiseRejectedResult => ({ status: "rejected", reason });
