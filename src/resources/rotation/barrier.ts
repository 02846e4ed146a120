// A barrier for the rotations of one run: they wait for each other before they write, so that what they write to the same asset
// goes in one batch.
import type { Clock } from "../../clock.js";
import { orAbort } from "../../deadline.js";

/** How long the others are waited for: a write more costs less than a rotation that is held up. */
const LONGEST_WAIT_MS = 5_000;

/** One rotation that others wait for. */
export interface Participant {
  /** Nobody waits for it any more. Ends when the others that are registered now have arrived, or have left. */
  arriveAndWait(signal: AbortSignal): Promise<void>;
  /** Nobody waits for it any more: it has ended, or failed. */
  leave(): void;
}

export class Barrier {
  readonly #clock: Clock;
  /** Of each that is registered: fulfilled when nobody has to wait for it any more. */
  readonly #awaited = new Set<Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  register(): Participant {
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#awaited.add(released);
    const leave = () => {
      this.#awaited.delete(released);
      release();
    };
    return {
      leave,
      arriveAndWait: async (signal) => {
        leave();
        await this.#waitForOthers(signal);
      },
    };
  }

  async #waitForOthers(signal: AbortSignal): Promise<void> {
    const others = [...this.#awaited];
    if (others.length === 0) return;
    const waited = new AbortController();
    const tooLong = new Promise<void>((resolve) => {
      const cancel = this.#clock.setAlarm(LONGEST_WAIT_MS, resolve);
      waited.signal.addEventListener("abort", cancel, { once: true });
    });
    try {
      await orAbort(Promise.race([Promise.all(others), tooLong]), signal);
    } finally {
      waited.abort();
    }
  }
}
