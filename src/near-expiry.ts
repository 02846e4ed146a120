// Whether a secret is warned of because it soon ends: the one rule for API tokens and for the API key. Pure.

/** Of a shorter life than the time that is warned of, only its last third is short before its end. */
const LAST_PART = 3;

export interface Lifetime {
  /** Until its end. */
  readonly leftMs: number;
  /** From its creation to its end; infinite where the creation is not known. */
  readonly wholeMs: number;
}

export const isNearExpiry = ({ leftMs, wholeMs }: Lifetime, withinSeconds: number): boolean =>
  leftMs <= Math.min(withinSeconds * 1000, wholeMs / LAST_PART);
