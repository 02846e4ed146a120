// How long to wait before looking, or trying, again.

const FIRST_MS = 250;
const LONGEST_MS = 5_000;

/** Doubles from a quarter of a second up to five seconds. `round` counts from 1. */
export const backoffMs = (round: number): number =>
  Math.min(FIRST_MS * 2 ** (round - 1), LONGEST_MS);
