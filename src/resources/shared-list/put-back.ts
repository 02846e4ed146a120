// What a write of ours contained and is not there afterwards, although no change of ours took it away: whether it is written again.
import { isSame, merge, type Patch, type SharedObject, withEntriesOf } from "./patch.js";

/**
 * What vanished together with entries of our own was overwritten by a stale write, and is put back. What vanished alone may
 * be meant as well, so it is put back once, and left when it is taken away again.
 */
export class PutBack<O extends SharedObject> {
  #written: O | undefined;
  #mayPutBackOthers = true;
  #isActive = false;

  /** Whether what is wanted contains something that is put back. */
  get isActive(): boolean {
    return this.#isActive;
  }

  wrote(written: O): void {
    this.#written = written;
  }

  /** The tenant does not take it again. */
  giveUp(): void {
    this.#written = undefined;
    this.#mayPutBackOthers = false;
  }

  /** What to write, given what was read. */
  wanted(seen: O, patches: readonly Patch<O>[]): O {
    const plain = merge(seen, ...patches);
    this.#isActive = false;
    if (this.#written === undefined) return plain;
    const whole = merge(withEntriesOf(seen, this.#written), ...patches);
    if (isSame(whole, plain)) return plain;
    const areOnlyOthers = isSame(seen, plain);
    if (areOnlyOthers && !this.#mayPutBackOthers) return plain;
    if (areOnlyOthers) this.#mayPutBackOthers = false;
    this.#isActive = true;
    return whole;
  }
}
