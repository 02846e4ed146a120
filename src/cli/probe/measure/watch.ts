// Looks again and again until something is there, at moments that say most about when it came.
import type { Clock } from "../../../clock.js";
import { type Bracket, type Exchange, isWorthAnother, type Look, type Spread } from "./bracket.js";

/** After so long it is no delay any more. */
const PATIENCE_MS = 120_000;
const FIRST_MS = 250;

/** At once, then at times that grow by a factor. */
export function* growing(factor: number, firstMs = FIRST_MS): Generator<number> {
  yield 0;
  for (let ms = firstMs; ms <= PATIENCE_MS; ms *= factor) yield Math.round(ms);
}

const PARTS = [0.25, 0.5, 0.75, 1];

/** Most often around a delay that is known already. */
export const around = (known: Spread | null): Iterable<number> =>
  known === null ? growing(2) : within(known.bracket);

/** Within a bracket that is known, and beyond it only if it turns out to be wrong. */
function* within({ overMs, atMostMs }: Bracket): Generator<number> {
  if (overMs === null) return yield* growing(2);
  for (const part of PARTS) yield Math.round(overMs + (atMostMs - overMs) * part);
  for (let ms = atMostMs * 2; ms <= PATIENCE_MS; ms *= 2) yield ms;
}

export interface Watch<L extends Look> {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What it is measured from. */
  readonly since: Exchange;
  /** In milliseconds after that. Those that have passed are left out, except for a first look. */
  readonly offsetsMs: Iterable<number>;
  readonly look: () => Promise<L>;
}

/** Every look, the last of which found it, unless patience ended first. */
export async function watch<L extends Look>(watching: Watch<L>): Promise<readonly L[]> {
  const { clock, signal, since, offsetsMs, look } = watching;
  const looks: L[] = [];
  for (const offsetMs of offsetsMs) {
    const waitMs = since.repliedMs + offsetMs - clock.elapsedMs();
    if (waitMs < 0 && looks.length > 0) continue;
    if (waitMs > 0) await clock.sleep(waitMs, signal);
    const latest = await look();
    looks.push(latest);
    if (latest.isThere) return looks;
  }
  return looks;
}

export interface Series {
  readonly most: number;
  /** What all measurements so far say together. */
  readonly known: (measured: readonly Bracket[]) => Spread | null;
  /** Brackets of one delay; none: it could not be measured. */
  readonly measure: (measured: readonly Bracket[]) => Promise<readonly Bracket[]>;
}

/** Each measurement narrows down what is known, until it is known well enough. */
export async function narrowDown({ most, known, measure }: Series): Promise<readonly Bracket[]> {
  const measured: Bracket[] = [];
  for (let count = 1; count <= most; count++) {
    const latest = await measure(measured);
    measured.push(...latest);
    const spread = known(measured);
    if (latest.length === 0 || spread === null || !isWorthAnother(spread)) break;
  }
  return measured;
}
