// Rotations of one run wait for each other before they write: what they write to the same asset then goes in one batch.
import type { Clock } from "../../clock.js";
import { orAbort } from "../../deadline.js";

/** How long the others are waited for: a write more costs less than a rotation that is held up. */
const LONGEST_WAIT_MS = 5_000;

/** One rotation under way. */
export interface Turn {
  /** Ends when the others that are under way now have come as far, or have ended. */
  arrive(signal: AbortSignal): Promise<void>;
  end(): void;
}

interface Journey {
  readonly hasArrived: Promise<void>;
  readonly arrive: () => void;
}

export class Rendezvous {
  readonly #clock: Clock;
  readonly #underWay = new Set<Journey>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  begin(): Turn {
    let arrive: () => void = () => {};
    const hasArrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const journey: Journey = { hasArrived, arrive };
    this.#underWay.add(journey);
    const end = () => {
      this.#underWay.delete(journey);
      arrive();
    };
    return {
      end,
      arrive: async (signal) => {
        end();
        await this.#waitForOthers(signal);
      },
    };
  }

  async #waitForOthers(signal: AbortSignal): Promise<void> {
    const others = [...this.#underWay].map(({ hasArrived }) => hasArrived);
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
