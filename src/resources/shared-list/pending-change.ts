// One change on its way, and what is known of it: whoever asked for it is answered under their own signal, whatever the batch waits for.
import type { Clock } from "../../clock.js";
import { NOT_YET_MS, WRITE_GRACE_MS } from "../../deadline.js";
import { StoppedError } from "../../framework/index.js";
import { GoneError } from "./errors.js";
import { holds, type Patch, type SharedObject } from "./patch.js";

/** What one resource wants of an object. */
export interface Change<O extends SharedObject> {
  /** The patch, given the object as it is now. What it throws fails this change alone, before anything is written for it. */
  readonly resolve: (seen: O) => Patch<O>;
  readonly signal: AbortSignal;
}

/** What became of a change that was not refused. `before` is the object before anything was written for this change. */
export type Outcome<O extends SharedObject> =
  /** Seen to hold. */
  | {
      readonly state: "holds";
      readonly before: O;
      readonly after: O;
      /** Reads are late here, or may be: what was new to the tenant when this began may not have been listed yet. */
      readonly isReadLate: boolean;
    }
  /** Written several times, and read back otherwise each time. */
  | { readonly state: "lost"; readonly before: O; readonly after: O }
  /** Written, or perhaps written, and not seen since: `reason` is what ended it. */
  | {
      readonly state: "open";
      readonly before: O;
      readonly reason: unknown;
      /** The tenant has answered a write of it with success. */
      readonly isAcknowledged: boolean;
    };

/**
 * What the answer to a write says of it.
 *
 * - `unclear`: the tenant has answered, and has carried it out or never will: a read settles it.
 * - `unanswered`: it may still be carried out.
 */
export type WriteAnswer = "acknowledged" | "unclear" | "unanswered" | "not_landed";

export class PendingChange<O extends SharedObject> {
  /** Rejects with what it was refused with; with the signal's reason when it was not sent. */
  readonly outcome: Promise<Outcome<O>>;
  readonly #change: Change<O>;
  readonly #clock: Clock;
  readonly #isReadLate: boolean;
  #resolve: (outcome: Outcome<O>) => void = () => {};
  #reject: (reason: unknown) => void = () => {};
  #before: O | undefined;
  #patch: Patch<O> = {};
  #isSettled = false;
  #isInFlight = false;
  /** Whether a write may have landed, ever. */
  #isSent = false;
  /** Whether one may have landed, or has. */
  #isOpen = false;
  #isAcknowledged = false;
  #wasUnanswered = false;
  /** For a minute from then on, what a read does not show may come yet. */
  #mayComeSinceMs = Number.NEGATIVE_INFINITY;

  /** @param isReadLate within a minute of a write, what a read does not show proves nothing */
  constructor(change: Change<O>, clock: Clock, isReadLate: boolean) {
    this.#change = change;
    this.#clock = clock;
    this.#isReadLate = isReadLate;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const { signal } = change;
    if (signal.aborted) this.#abandon();
    else signal.addEventListener("abort", this.#abandon, { once: true });
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** A write of it may still be carried out, as far as was seen. */
  get isUnanswered(): boolean {
    return !this.#isSettled && this.#isOpen && this.#wasUnanswered;
  }

  get patch(): Patch<O> {
    return this.#patch;
  }

  /** Takes the object in as it is now: what holds without a write is done. */
  see(seen: O): void {
    try {
      this.#patch = this.#change.resolve(seen);
    } catch (error) {
      this.fail(error);
      return;
    }
    const isHeld = holds(this.#patch, seen);
    const isProof = this.#clock.elapsedMs() - this.#mayComeSinceMs >= NOT_YET_MS;
    if (isProof && !isHeld) this.#isOpen = false;
    if (this.#isSent) return;
    this.#before = seen;
    if (isHeld) this.settle("holds", seen);
  }

  /** From here on the write may land. @returns what to call when its answer has come */
  send(): (answer: WriteAnswer) => void {
    const [wasSent, wasOpen] = [this.#isSent, this.#isOpen];
    this.#isInFlight = this.#isSent = this.#isOpen = true;
    return (answer) => {
      const mayHaveLanded = answer !== "not_landed";
      this.#isAcknowledged ||= answer === "acknowledged";
      this.#isInFlight = false;
      this.#wasUnanswered ||= answer === "unanswered";
      const mayCome = mayHaveLanded && (this.#isReadLate || answer === "unanswered");
      if (mayCome) this.#mayComeSinceMs = this.#clock.elapsedMs();
      this.#isSent = wasSent || mayHaveLanded;
      this.#isOpen = wasOpen || mayHaveLanded;
      if (this.#change.signal.aborted) this.fail(this.#change.signal.reason);
    };
  }

  /** @param isReadLate whether reads of it have been late */
  settle(state: "holds" | "lost", after: O, isReadLate = false): void {
    this.#end(() => this.#resolve({ state, before: this.#before ?? after, after, isReadLate }));
  }

  fail(reason: unknown): void {
    const before = this.#before;
    // What is gone holds nothing that was written; but a late list proves nothing.
    const isGone = reason instanceof GoneError && !this.#isReadLate;
    const isKept = this.#isOpen && before !== undefined && !isGone;
    this.#end(() =>
      isKept
        ? this.#resolve({ state: "open", before, reason, isAcknowledged: this.#isAcknowledged })
        : this.#reject(reason),
    );
  }

  readonly #abandon = (): void => {
    const { reason } = this.#change.signal;
    const isAwaited = this.#isInFlight && reason instanceof StoppedError;
    if (isAwaited) this.#clock.setAlarm(WRITE_GRACE_MS, () => this.fail(reason));
    else this.fail(reason);
  };

  #end(answer: () => void): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#change.signal.removeEventListener("abort", this.#abandon);
    answer();
  }
}
