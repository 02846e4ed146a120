// Waiting that ends: each caller waits under its own signal, whoever does the work; and how long "no" may mean "not yet".
import type { Clock } from "./clock.js";

/** Atlan learns of what we do here and there at different times; for so long after it, "no" may mean "not yet". */
export const NOT_YET_MS = 60_000;

/** How long a write under way may still be awaited when its operation ends: otherwise nobody could tell whether it happened. */
export const WRITE_GRACE_MS = 5_000;

/** How long, after that, the look for the claim of an unclear create may take, and the purge of what it finds. */
export const CLAIM_GRACE_MS = 15_000;

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 5_000;

/** How long to wait before looking again: doubles from a quarter of a second up to five seconds. `round` counts from 1. */
export const backoffMs = (round: number): number =>
  Math.min(FIRST_BACKOFF_MS * 2 ** (round - 1), LONGEST_BACKOFF_MS);

/** Stops waiting when the signal aborts, with its reason; the shared work goes on for the others. */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) {
      promise.catch(() => {});
      return abort();
    }
    signal.addEventListener("abort", abort, { once: true });
    const settle = () => signal.removeEventListener("abort", abort);
    promise.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error) => {
        settle();
        reject(error);
      },
    );
  });
}

/** Aborts `graceMs` after `signal` does, with the same reason: more time for what must not be left half done. */
export function withGrace(signal: AbortSignal, graceMs: number, clock: Clock): AbortSignal {
  const controller = new AbortController();
  const abortLater = () => {
    clock.setAlarm(graceMs, () => controller.abort(signal.reason));
  };
  if (signal.aborted) abortLater();
  else signal.addEventListener("abort", abortLater, { once: true });
  return controller.signal;
}
