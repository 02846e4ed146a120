// Makes changes of one object hold: read, merge, write, look again, until they do. There is no ETag, so this is what keeps others' work.
import { AtlanRequestError } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { backoffMs } from "../../deadline.js";
import { type FailureClass, mayHaveCommitted, StaleReadError } from "./errors.js";
import type { ObjectMemory } from "./memory.js";
import { holds, isSame, merge, type SharedObject, withEntriesOf } from "./patch.js";
import type { PendingChange } from "./pending-change.js";
import type { Target, Written } from "./target.js";

/** How often a write that does not hold, or fails in passing, is made again. */
const LEAST_TRIES = 5;
/** How often several changes share a failing write before each has to prove itself alone. */
const SHARED_TRIES = 2;
/** At the least so long after a write it is looked at: another process may be between its read and its write. */
const LEAST_LOOK_MS = 250;
/** A read may be one write old; a tenant that writes faster than this is not held to it. */
const LEAST_FRESH_MS = 25;

export interface Looping<O extends SharedObject> {
  readonly target: Target<O>;
  readonly id: string;
  readonly changes: readonly PendingChange<O>[];
  readonly memory: ObjectMemory<O>;
  /** How long writes take here, as last observed. */
  readonly pace: { writeMs: number };
  readonly clock: Clock;
  /** Beyond the first try. */
  readonly maxRetries: number;
}

export interface Obstacle {
  readonly error: unknown;
  /** It is the answer to a write, and may be the fault of one change among several. */
  readonly isPerhapsOnes: boolean;
}

export class WriteLoop<O extends SharedObject> {
  readonly #of: Looping<O>;
  /** Ends when nobody waits any more. */
  readonly #over = new AbortController();
  #written: O | undefined;
  #mayPutBack = true;
  #isPuttingBack = false;
  #readAtMs = 0;
  #staleReads = 0;
  #waits = 0;
  #tries = 0;
  #problem: unknown;
  #isPerhapsOnes = false;

  constructor(looping: Looping<O>) {
    this.#of = looping;
    const outcomes = looping.changes.map(({ outcome }) => outcome);
    void Promise.allSettled(outcomes).then(() => this.#over.abort());
  }

  /** @returns null when every change is settled, otherwise what stands in the way of the others */
  async run(): Promise<Obstacle | null> {
    try {
      await this.#untilSettled();
      return null;
    } catch (error) {
      return { error, isPerhapsOnes: this.#isPerhapsOnes };
    }
  }

  async #untilSettled(): Promise<void> {
    const most = Math.max(LEAST_TRIES, this.#of.maxRetries + 1);
    while (this.#pending.length > 0) {
      const seen = await this.#look();
      if (seen === null) continue;
      for (const change of this.#pending) change.see(seen);
      if (this.#pending.length === 0) return;
      const wanted = this.#wantedOf(seen);
      if (isSame(seen, wanted)) this.#settle(seen);
      else if (this.#tries >= most) this.#giveUp(seen);
      else await this.#write(seen, wanted).catch((error: unknown) => this.#recover(error));
    }
  }

  get #pending(): readonly PendingChange<O>[] {
    return this.#of.changes.filter(({ isSettled }) => !isSettled);
  }

  /** Null after a wait: what is listed is not there yet, or still what was there before our last write. */
  async #look(): Promise<O | null> {
    const { target, id, memory, clock } = this.#of;
    if (memory.own !== undefined && this.#written === undefined) return memory.own;
    try {
      const seen = await target.read(id, this.#over.signal);
      this.#readAtMs = clock.nowMs();
      if (memory.isNews(seen)) return seen;
      await this.#wait(backoffMs(++this.#waits));
    } catch (error) {
      if (this.#classify(error) !== "not_yet") throw error;
      await this.#wait(askedMs(error) ?? backoffMs(++this.#waits));
    }
    return null;
  }

  /**
   * What else this loop had written and somebody took away again is put back: together with our own it means a stale
   * write. Alone it may also be meant, so it is put back once, and left when it is taken away again.
   */
  #wantedOf(seen: O): O {
    const patches = this.#pending.map(({ patch }) => patch);
    const plain = merge(seen, ...patches);
    this.#isPuttingBack = false;
    if (this.#written === undefined) return plain;
    const whole = merge(withEntriesOf(seen, this.#written), ...patches);
    if (isSame(whole, plain)) return plain;
    const isOnlyOthers = isSame(seen, plain);
    if (isOnlyOthers && !this.#mayPutBack) return plain;
    if (isOnlyOthers) this.#mayPutBack = false;
    this.#isPuttingBack = true;
    return whole;
  }

  async #write(seen: O, wanted: O): Promise<void> {
    const { memory, pace } = this.#of;
    const { written, durationMs } = await this.#send(seen, wanted);
    this.#tries += 1;
    this.#waits = 0;
    this.#problem = undefined;
    this.#written = written;
    memory.wrote(seen, written);
    pace.writeMs = durationMs;
    if (memory.own !== undefined) return await this.#wait(2 * durationMs);
    const lookMs = Math.max(2 * durationMs, LEAST_LOOK_MS);
    // Another process of ours may put back what we take away, once it has looked: we look after that.
    const takesAway = !isSame(withEntriesOf(written, seen), written);
    await this.#wait(takesAway ? 2 * lookMs : lookMs);
  }

  async #send(seen: O, wanted: O): Promise<Written<O>> {
    const { target, memory, clock, pace } = this.#of;
    const changes = this.#pending;
    const freshMs = Math.max(pace.writeMs, LEAST_FRESH_MS) * 2 ** this.#staleReads;
    let answer: (mayHaveLanded: boolean) => void = () => {};
    const beforeSend = () => {
      const isOld = memory.own === undefined && clock.nowMs() - this.#readAtMs > freshMs;
      if (isOld) this.#staleReads += 1;
      // Somebody who has gone must not be written for.
      if (isOld || changes.some(({ isSettled }) => isSettled)) throw new StaleReadError();
      const answers = changes.map((change) => change.send());
      answer = (mayHaveLanded) => {
        for (const one of answers) one(mayHaveLanded);
      };
    };
    try {
      const written = await target.write(
        { seen, wanted },
        { signal: this.#over.signal, beforeSend },
      );
      answer(true);
      return written;
    } catch (error) {
      const mayHaveLanded = this.#classify(error) !== "refused" && mayHaveCommitted(error);
      if (mayHaveLanded) memory.disown();
      answer(mayHaveLanded);
      throw error;
    }
  }

  /** Every try starts from what is there, so one that ended unclear may be made again. */
  async #recover(error: unknown): Promise<void> {
    if (error instanceof StaleReadError || this.#pending.length === 0) return;
    const kind = this.#classify(error);
    if (kind === "not_yet") return await this.#wait(askedMs(error) ?? backoffMs(++this.#waits));
    if (kind === "refused" && this.#isPuttingBack) {
      this.#written = undefined;
      this.#mayPutBack = false;
      return;
    }
    this.#tries += 1;
    const isToProveAlone = this.#pending.length > 1 && this.#tries >= SHARED_TRIES;
    const isTriedAgain = kind === "unanswered" || (kind === "failed" && !isToProveAlone);
    if (!isTriedAgain) {
      this.#isPerhapsOnes = kind !== "final";
      throw error;
    }
    this.#problem = error;
    await this.#wait(askedMs(error) ?? backoffMs(this.#tries));
  }

  #classify(error: unknown): FailureClass {
    const { target, memory } = this.#of;
    return target.classify(error, memory.isRecent);
  }

  /** Ends early when nobody waits any more. */
  async #wait(ms: number): Promise<void> {
    await this.#of.clock.sleep(ms, this.#over.signal).catch(() => {});
  }

  #settle(seen: O): void {
    this.#of.memory.disown();
    for (const change of this.#pending) change.settle("holds", seen);
  }

  #giveUp(seen: O): void {
    if (this.#problem !== undefined) throw this.#problem;
    for (const change of this.#pending) {
      change.settle(holds(change.patch, seen) ? "holds" : "lost", seen);
    }
  }
}

const askedMs = (error: unknown): number | null =>
  error instanceof AtlanRequestError ? error.retryAfterMs : null;
