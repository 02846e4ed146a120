// When something came that was only asked about now and then: after one time, and at the latest at another. Pure.

/** What was asked for, on the clock that measures what has passed. */
export interface Exchange {
  readonly sentMs: number;
  readonly repliedMs: number;
}

export interface Look extends Exchange {
  readonly isThere: boolean;
}

/** Times since a write. */
export interface Bracket {
  /** Null: it was there when it was first looked for. */
  readonly overMs: number | null;
  readonly atMostMs: number;
}

/**
 * The tenant acts somewhere between the sending and the reply, so that the bracket reaches from the reply to the write until
 * the last look in vain left, and from the sending of the write until the first look that found it came back.
 *
 * @returns null when no look found it
 */
export function bracketOf(write: Exchange, looks: readonly Look[]): Bracket | null {
  const first = looks.findIndex(({ isThere }) => isThere);
  const found = looks[first];
  if (found === undefined) return null;
  const inVain = looks[first - 1];
  return {
    overMs: inVain === undefined ? null : Math.max(inVain.sentMs - write.repliedMs, 0),
    atMostMs: found.repliedMs - write.sentMs,
  };
}

/** What several measurements of one delay say together. */
export interface Spread {
  readonly bracket: Bracket;
  /** Whether one delay fits them all. Otherwise the bracket reaches from the shortest to the longest. */
  readonly isSteady: boolean;
}

const NEVER_IN_VAIN = -1;
const overOf = ({ overMs }: Bracket): number => overMs ?? NEVER_IN_VAIN;
const bracketFrom = (overMs: number, atMostMs: number): Bracket => ({
  overMs: overMs === NEVER_IN_VAIN ? null : overMs,
  atMostMs,
});

/** @returns null when there are none */
export function spreadOf(brackets: readonly Bracket[]): Spread | null {
  if (brackets.length === 0) return null;
  const overs = brackets.map(overOf);
  const ends = brackets.map(({ atMostMs }) => atMostMs);
  const [overMs, atMostMs] = [Math.max(...overs), Math.min(...ends)];
  if (overMs < atMostMs) return { bracket: bracketFrom(overMs, atMostMs), isSteady: true };
  return { bracket: bracketFrom(Math.min(...overs), Math.max(...ends)), isSteady: false };
}

/** A tenth of the delay, or what a network's own ups and downs make meaningless. */
const isFine = ({ overMs, atMostMs }: Bracket): boolean =>
  overMs === null || atMostMs - overMs <= Math.max(100, atMostMs / 10);

/** Whether another measurement would narrow it down. */
export const isWorthAnother = ({ bracket, isSteady }: Spread): boolean =>
  isSteady && !isFine(bracket);

const ROUND_PARTS = [1, 0.5, 0.25, 0.2];
const LARGEST_STEP_MS = 1_000_000;

/** The number with the fewest digits that the bracket allows, as people set delays: 0, 250, 2000. */
export function roundestIn({ overMs, atMostMs }: Bracket): number {
  if (overMs === null) return 0;
  for (let step = LARGEST_STEP_MS; step >= 1; step /= 10) {
    for (const part of ROUND_PARTS) {
      const value = Math.floor(atMostMs / (step * part)) * step * part;
      if (value > overMs) return Math.round(value);
    }
  }
  return Math.ceil(atMostMs);
}

/** A tenth of a second is as exact as a person wants it. */
export const durationText = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;

export function bracketText({ overMs, atMostMs }: Bracket): string {
  if (overMs === null) return `within ${durationText(atMostMs)}`;
  const [from, to] = [durationText(overMs), durationText(atMostMs)];
  return from === to ? `after ${to}` : `between ${from} and ${to} later`;
}
