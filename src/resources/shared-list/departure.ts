// When a batch leaves: nothing new has come for a moment, and those whom the batch before let go are back, or late.
import type { Clock } from "../../clock.js";

/** A batch leaves when nothing new has come for this long… */
const QUIET_MS = 25;
/** …and at the latest this long after its first change. */
const LONGEST_MS = 250;
/** How long callers of the batch before are waited for, who may come back with more; less when they are all back. */
const RETURN_MS = 150;
/** A wait that ends so much later than it should has kept others waiting to be heard too. */
const LATE_MS = 5;

/** The end of the batch before. */
export interface Release {
  readonly callers: number;
  readonly atMs: number;
}

export class Departure {
  readonly #clock: Clock;
  /** When the batch could have left first. */
  #startedMs = 0;
  #lastMs = 0;
  /** How many callers of the batch before may still come back, and until when they are waited for. */
  #returning = 0;
  #returnByMs = 0;

  /** With the first change. */
  constructor(clock: Clock, before: Release) {
    this.#clock = clock;
    this.begin(before);
    this.arrive();
  }

  /** The batch before is done. Nobody who waits already is one of those whom it let go. */
  begin({ callers, atMs }: Release): void {
    this.#startedMs = this.#lastMs = this.#clock.elapsedMs();
    this.#returning = callers;
    this.#returnByMs = atMs + RETURN_MS;
  }

  arrive(): void {
    this.#lastMs = this.#clock.elapsedMs();
    this.#returning -= 1;
  }

  /** Not ended by anybody's signal: whoever is stopped is answered all the same, and the rest go on. */
  async wait(): Promise<void> {
    const never = new AbortController().signal;
    for (let restMs = this.#restMs(); restMs > 0; restMs = this.#restMs()) {
      const restedMs = Math.min(restMs, QUIET_MS);
      const wakesMs = this.#clock.elapsedMs() + restedMs;
      await this.#clock.sleep(restedMs, never);
      const nowMs = this.#clock.elapsedMs();
      if (nowMs - wakesMs > LATE_MS) this.#lastMs = Math.max(this.#lastMs, nowMs);
    }
  }

  #restMs(): number {
    const quietMs = this.#lastMs + QUIET_MS;
    const readyMs = this.#returning > 0 ? Math.max(quietMs, this.#returnByMs) : quietMs;
    return Math.min(readyMs, this.#startedMs + LONGEST_MS) - this.#clock.elapsedMs();
  }
}
