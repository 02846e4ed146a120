// Makes one change hold: read, merge, write, look again, until it does. There is no ETag, so this is what keeps others' work.
import { AtlanRequestError } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { backoffMs, withGrace } from "../../deadline.js";
import { StaleReadError } from "./stale-read-error.js";
import type { Change, Held, Target } from "./target.js";

/** How often a write that does not hold, or fails for a passing reason, is made again. */
const LEAST_ROUNDS = 5;
/** At the least so long after a write it is looked at: another process may be between its read and its write. */
const LEAST_LOOK_MS = 250;
/** A read may be one write old; a tenant that writes faster than this is not held to it. */
const LEAST_FRESH_MS = 25;
/** How long a write under way may still be awaited when its operation ends. */
const GRACE_MS = 5_000;

/** How long writes take here, as last observed. */
export interface Pace {
  writeMs: number;
}

export interface Attempting<Seen, Content> {
  readonly target: Target<Seen, Content>;
  readonly id: string;
  readonly change: Change<Seen, Content>;
  readonly clock: Clock;
  readonly maxRetries: number;
  readonly pace: Pace;
}

export class Attempt<Seen, Content> {
  readonly #of: Attempting<Seen, Content>;
  readonly #sending: AbortSignal;
  #before: Seen | undefined;
  #written: Content | undefined;
  #isUnverified = false;
  #mayPutBack = true;
  #isPuttingBack = false;
  #staleReads = 0;
  #lateRounds = 0;
  #problem: unknown;

  constructor(attempting: Attempting<Seen, Content>) {
    this.#of = attempting;
    this.#sending = withGrace(attempting.change.signal, GRACE_MS, attempting.clock);
  }

  /** @throws what the tenant refuses it with; the signal's reason when it was not written */
  async run(): Promise<Held<Seen>> {
    try {
      return await this.#untilItHolds();
    } catch (error) {
      const before = this.#before;
      const { signal } = this.#of.change;
      const reason = signal.aborted ? signal.reason : error;
      if (before === undefined || !this.#isUnverified) throw reason;
      return { state: "unverified", before, after: before, reason };
    }
  }

  async #untilItHolds(): Promise<Held<Seen>> {
    const { target, id, change, clock, maxRetries } = this.#of;
    const rounds = Math.max(LEAST_ROUNDS, maxRetries + 1);
    for (let round = 1; ; ) {
      const seen = await target.read(id, change.signal);
      const readAtMs = clock.nowMs();
      const before = this.#before ?? seen;
      this.#before = before;
      const content = this.#wantedOf(seen);
      if (target.isSame(target.heldBy(seen), content))
        return { state: "holds", before, after: seen };
      this.#isUnverified = false;
      if (round > rounds) return this.#giveUp(before, seen);
      try {
        const waitMs = await this.#write({ seen, content }, readAtMs);
        await clock.sleep(waitMs, change.signal);
      } catch (error) {
        if (error instanceof StaleReadError || (await this.#isOnlyLate(error))) continue;
        await this.#recover(error, round);
      }
      round += 1;
    }
  }

  /**
   * What else this writer had sent and somebody took away again is put back: together with our own it means a stale
   * write. Alone it may also be meant, so it is put back once, and left when it is taken away again.
   */
  #wantedOf(seen: Seen): Content {
    const { target, change } = this.#of;
    change.guard?.(seen);
    const current = target.contentOf(seen);
    const plain = change.merge(current, seen);
    this.#isPuttingBack = false;
    if (this.#written === undefined) return plain;
    const whole = change.merge(target.withEntriesOf(current, this.#written), seen);
    if (target.isSame(whole, plain)) return plain;
    const isOnlyOthers = target.isSame(target.heldBy(seen), plain);
    if (isOnlyOthers && !this.#mayPutBack) return plain;
    if (isOnlyOthers) this.#mayPutBack = false;
    this.#isPuttingBack = true;
    return whole;
  }

  /** @returns how long to wait before looking whether it holds. */
  async #write(
    wanted: { readonly seen: Seen; readonly content: Content },
    readAtMs: number,
  ): Promise<number> {
    const { target, id, change, clock, pace } = this.#of;
    const isOnlyOurs = target.isOnlyOurs?.(id) === true;
    const freshMs = Math.max(pace.writeMs, LEAST_FRESH_MS) * 2 ** this.#staleReads;
    const beforeSend = () => {
      change.signal.throwIfAborted();
      if (isOnlyOurs || clock.nowMs() - readAtMs <= freshMs) return;
      this.#staleReads += 1;
      throw new StaleReadError();
    };
    const { durationMs } = await target.write(wanted, { signal: this.#sending, beforeSend });
    this.#written = wanted.content;
    this.#isUnverified = true;
    this.#problem = undefined;
    pace.writeMs = durationMs;
    if (isOnlyOurs) return 2 * durationMs;
    const lookMs = Math.max(2 * durationMs, LEAST_LOOK_MS);
    return this.#takesAway(wanted) ? 2 * lookMs : lookMs;
  }

  /** Another process of ours may put back what we take away, once it has looked: we look after that. */
  #takesAway({ seen, content }: { readonly seen: Seen; readonly content: Content }): boolean {
    const { target } = this.#of;
    return !target.isSame(target.withEntriesOf(content, target.heldBy(seen)), content);
  }

  async #isOnlyLate(error: unknown): Promise<boolean> {
    const { target, id, change, clock } = this.#of;
    if (change.signal.aborted || target.isNotYet?.(error, id) !== true) return false;
    this.#lateRounds += 1;
    this.#problem = error;
    await clock.sleep(backoffMs(this.#lateRounds), change.signal);
    return true;
  }

  /** Every try starts from what is there, so one that ended unclear may be made again. */
  async #recover(error: unknown, round: number): Promise<void> {
    const { target, id, change, clock } = this.#of;
    if (change.signal.aborted) {
      if (error instanceof AtlanRequestError && error.mayHaveCommitted) this.#isUnverified = true;
      throw change.signal.reason;
    }
    if (this.#isPuttingBack && target.isRefusal(error)) {
      this.#written = undefined;
      this.#mayPutBack = false;
      return;
    }
    if (!target.isPassing(error, id)) throw error;
    this.#problem = error;
    const askedMs = error instanceof AtlanRequestError ? error.retryAfterMs : null;
    await clock.sleep(askedMs ?? backoffMs(round), change.signal);
  }

  #giveUp(before: Seen, after: Seen): Held<Seen> {
    if (this.#problem !== undefined) throw this.#problem;
    return { state: "lost", before, after };
  }
}
