// Makes changes of one object hold: read, merge, write, look again, until they do. There is no ETag, so this is what keeps others' work.
import { backoffMs } from "../../deadline.js";
import {
  type FailureClass,
  GoneError,
  mayCommitLater,
  mayHaveCommitted,
  StaleReadError,
} from "./errors.js";
import type { ObjectMemory } from "./memory.js";
import { holds, isSame, type SharedObject, withEntriesOf } from "./patch.js";
import type { PendingChange, WriteAnswer } from "./pending-change.js";
import { PutBack } from "./put-back.js";
import type { Target, WriterOptions, Written } from "./target.js";
import { Tries } from "./tries.js";

/** At the least so long after a write it is looked at: another process may be between its read and its write. */
const LEAST_LOOK_MS = 250;
/** A read may be one write old; a tenant that writes faster than this is not held to it. */
const LEAST_FRESH_MS = 25;
/** A read this long after a write may be late without being seen to be. No run that was killed is followed by another sooner. */
const UNSEEN_LAG_MS = 2_000;

export interface Looping<O extends SharedObject> extends WriterOptions {
  readonly target: Target<O>;
  readonly id: string;
  readonly changes: readonly PendingChange<O>[];
  readonly memory: ObjectMemory<O>;
  /** How long writes take here, as last observed. */
  readonly latency: { writeMs: number };
}

export class WriteLoop<O extends SharedObject> {
  readonly #of: Looping<O>;
  /** Ends when nobody waits any more. */
  readonly #over = new AbortController();
  readonly #putBack = new PutBack<O>();
  readonly #tries: Tries;
  #hasWritten = false;
  #writtenAtMs = 0;
  /** A look after our last write still showed what was there before it. */
  #isReadLate = false;
  /** A read has shown what was there before a write or the create, or may have been late unnoticed. */
  #wereReadsLate = false;
  #readAtMs = 0;
  #staleReads = 0;
  /** What {@link run} threw is the answer to a write, and may be the fault of one change among several. */
  isPerhapsOnes = false;

  constructor(looping: Looping<O>) {
    this.#of = looping;
    this.#tries = new Tries(looping.maxRetries);
    const outcomes = looping.changes.map(({ outcome }) => outcome);
    void Promise.allSettled(outcomes).then(() => this.#over.abort());
  }

  /** Ends when every change is settled. @throws what stands in the way of those that are not */
  async run(): Promise<void> {
    while (this.#pending.length > 0) {
      const seen = await this.#look();
      if (seen === null) continue;
      for (const change of this.#pending) change.see(seen);
      if (this.#pending.length === 0) return;
      const patches = this.#pending.map(({ patch }) => patch);
      const wanted = this.#putBack.wanted(seen, patches);
      const holdsAll = isSame(seen, wanted);
      if (holdsAll && this.#isReadLate) await this.#watchOn();
      else if (holdsAll || this.#tries.areUsedUp) this.#settle(seen);
      else await this.#write(seen, wanted).catch((error: unknown) => this.#recover(error));
    }
  }

  /**
   * After the last try: what nobody has answered may be carried out yet. It is looked for until it is there, or for a minute.
   * Where nobody can look it stays open, and what ended the tries is told with it.
   */
  async watchUnanswered(): Promise<void> {
    for (let round = 1; this.#pending.some(({ isUnanswered }) => isUnanswered); round++) {
      await this.#wait(backoffMs(round));
      const seen = await this.#look().catch(() => undefined);
      if (seen === undefined) return;
      if (seen === null) continue;
      for (const change of this.#pending) {
        change.see(seen);
        if (holds(change.patch, seen)) change.settle("holds", seen, this.#wereReadsLate);
      }
    }
  }

  get #pending(): readonly PendingChange<O>[] {
    return this.#of.changes.filter(({ isSettled }) => !isSettled);
  }

  /** Null after a wait: what is listed is not there yet, or still what was there before our last write. */
  async #look(): Promise<O | null> {
    const { target, id, memory, clock } = this.#of;
    if (memory.own !== undefined && !this.#hasWritten) return memory.own;
    try {
      const seen = await target.read(id, this.#over.signal, memory.isRecent);
      this.#readAtMs = clock.elapsedMs();
      if (memory.isNews(seen)) return seen;
      this.#isReadLate = this.#hasWritten && memory.own === undefined;
      this.#wereReadsLate = true;
      await this.#wait(this.#tries.waitMs());
    } catch (error) {
      if (this.#classify(error) !== "not_yet") throw error;
      this.#wereReadsLate ||= error instanceof GoneError;
      await this.#wait(this.#tries.waitMs(error));
    }
    return null;
  }

  async #write(seen: O, wanted: O): Promise<void> {
    const { memory, latency, clock } = this.#of;
    const { written, durationMs } = await this.#send(seen, wanted);
    this.#hasWritten = true;
    this.#isReadLate = false;
    this.#writtenAtMs = clock.elapsedMs();
    this.#tries.written();
    this.#putBack.wrote(written);
    memory.wrote(seen, written);
    latency.writeMs = durationMs;
    this.#wereReadsLate ||= 2 * durationMs >= UNSEEN_LAG_MS;
    if (memory.own !== undefined) return await this.#wait(2 * durationMs);
    const lookMs = Math.max(2 * durationMs, LEAST_LOOK_MS);
    // Another process of ours may put back what we take away, once it has looked: we look after that.
    const takesAway = !isSame(withEntriesOf(written, seen), written);
    await this.#wait(takesAway ? 2 * lookMs : lookMs);
  }

  /**
   * Reads are late here. Somebody who has read what was there before our write may write it back as long after it as the
   * write took to be seen, and that is seen as much later again.
   */
  async #watchOn(): Promise<void> {
    this.#isReadLate = false;
    await this.#wait(this.#of.clock.elapsedMs() - this.#writtenAtMs);
  }

  async #send(seen: O, wanted: O): Promise<Written<O>> {
    const { target, memory, clock, latency } = this.#of;
    const changes = this.#pending;
    const freshMs = Math.max(latency.writeMs, LEAST_FRESH_MS) * 2 ** this.#staleReads;
    let answers: readonly ((answer: WriteAnswer) => void)[] = [];
    const beforeSend = () => {
      const isOld = memory.own === undefined && clock.elapsedMs() - this.#readAtMs > freshMs;
      if (isOld) this.#staleReads += 1;
      // Somebody who has gone must not be written for.
      if (isOld || changes.some(({ isSettled }) => isSettled)) throw new StaleReadError();
      answers = changes.map((change) => change.send());
    };
    const options = { signal: this.#over.signal, priority: "under_way", beforeSend } as const;
    try {
      const written = await target.write({ seen, wanted }, options);
      for (const answer of answers) answer("acknowledged");
      return written;
    } catch (error) {
      const meaning = this.#meaningOf(error);
      if (meaning !== "not_landed") memory.disown();
      for (const answer of answers) answer(meaning);
      throw error;
    }
  }

  #meaningOf(error: unknown): WriteAnswer {
    const kind = this.#classify(error);
    if (kind === "refused" || !mayHaveCommitted(error)) return "not_landed";
    return mayCommitLater(error, kind) ? "unanswered" : "unclear";
  }

  /** Every try starts from what is there, so one that ended unclear may be made again. */
  async #recover(error: unknown): Promise<void> {
    if (error instanceof StaleReadError || this.#pending.length === 0) return;
    const kind = this.#classify(error);
    if (kind === "refused" && this.#putBack.isActive) return this.#putBack.giveUp();
    const isShared = this.#pending.length > 1;
    if (kind !== "not_yet" && !this.#tries.failed(error, kind, isShared)) {
      this.isPerhapsOnes = kind !== "final";
      throw error;
    }
    await this.#wait(this.#tries.waitMs(error));
  }

  #classify(error: unknown): FailureClass {
    const { target, memory } = this.#of;
    return target.classify(error, memory.isRecent);
  }

  /** Ends early when nobody waits any more. */
  async #wait(ms: number): Promise<void> {
    await this.#of.clock.sleep(ms, this.#over.signal).catch(() => {});
  }

  /** What holds is done; what does not is lost, or failed with what the last write was answered. */
  #settle(seen: O): void {
    this.#of.memory.disown();
    const { problem } = this.#tries;
    for (const change of this.#pending) {
      if (holds(change.patch, seen)) change.settle("holds", seen, this.#wereReadsLate);
      else if (problem === undefined) change.settle("lost", seen);
    }
    if (this.#pending.length > 0) throw problem;
  }
}
