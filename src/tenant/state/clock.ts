// The tenant's time: what `Date` says, what expires bearers and what activations wait for.

/** Where time comes from. `now` is in milliseconds since 1970, as `Date.now()` gives it. */
export type Clock = {
  now(): number;
};

export const systemClock: Clock = { now: () => Date.now() };

/**
 * A base clock plus an offset that `PUT /_tenant/clock` moves: over the system clock both waiting and advancing let time
 * pass, over a fixed one only advancing does.
 */
export class TenantClock implements Clock {
  readonly #base: Clock;
  /** How far it is ahead of the base clock. */
  offsetMs = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): number {
    return this.#base.now() + this.offsetMs;
  }

  advance(seconds: number): void {
    this.offsetMs += Math.round(seconds * 1000);
  }

  moveTo(epochMs: number): void {
    this.offsetMs = epochMs - this.#base.now();
  }

  reset(): void {
    this.offsetMs = 0;
  }
}
