// What is remembered of one object from batch to batch: what was made or written here, and whether it has been seen since.
import type { Clock } from "../../clock.js";
import { NOT_YET_MS } from "../../deadline.js";
import { isSame, type SharedObject } from "./patch.js";

export class ObjectMemory<O extends SharedObject> {
  readonly #clock: Clock;
  readonly #isReadLate: boolean;
  #touchedAtMs = Number.NEGATIVE_INFINITY;
  #own: O | undefined;
  #unseen: { readonly old: O; readonly written: O } | undefined;

  /** @param isReadLate reads may show what was written only after up to a minute */
  constructor(clock: Clock, isReadLate: boolean) {
    this.#clock = clock;
    this.#isReadLate = isReadLate;
  }

  /** It was made or written here within the last minute. */
  get isRecent(): boolean {
    return this.#clock.elapsedMs() - this.#touchedAtMs < NOT_YET_MS;
  }

  /** What it holds, while nobody else knows of it: it was made here, and has not been seen since. */
  get own(): O | undefined {
    return this.#own;
  }

  made(object: O): void {
    this.#own = object;
    this.#touchedAtMs = this.#clock.elapsedMs();
  }

  wrote(seen: O, written: O): void {
    this.#touchedAtMs = this.#clock.elapsedMs();
    if (this.#own !== undefined) this.#own = written;
    if (this.#isReadLate) this.#unseen = { old: seen, written };
  }

  /** It has been seen, or what it holds is not known any more. */
  disown(): void {
    this.#own = undefined;
  }

  /** False for what is still as it was before our last write: within a minute it says nothing yet. */
  isNews(seen: O): boolean {
    const { old, written } = this.#unseen ?? {};
    const isOld = old !== undefined && isSame(seen, old);
    if (isOld && written && !isSame(seen, written) && this.isRecent) return false;
    this.#unseen = undefined;
    return true;
  }
}
