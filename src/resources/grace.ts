// More time for what must not be left half done: a signal that outlives another one.

/** Aborts `graceMs` after `signal` does, with the same reason. */
export function withGrace(signal: AbortSignal, graceMs: number): AbortSignal {
  const controller = new AbortController();
  const abortLater = () => {
    setTimeout(() => controller.abort(signal.reason), graceMs).unref();
  };
  if (signal.aborted) abortLater();
  else signal.addEventListener("abort", abortLater, { once: true });
  return controller.signal;
}
