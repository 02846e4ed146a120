// Repeats a piece of work while somebody looks at the page, more seldom the longer it takes: a large tenant is not kept busy by being watched.

export interface Polling {
  /** Does the work now, and goes on from there. */
  now(): Promise<void>;
}

/** The part of the time that the work may take. */
const LARGEST_SHARE = 1 / 20;

/** `work` handles its own failures. */
export function startPolling(work: () => Promise<void>, shortestMs: number): Polling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  const schedule = (tookMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(tick, Math.max(shortestMs, tookMs / LARGEST_SHARE));
  };
  const perform = async (): Promise<void> => {
    const startedAt = performance.now();
    await work();
    schedule(performance.now() - startedAt);
  };
  const once = (): Promise<void> => {
    running ??= perform().finally(() => {
      running = undefined;
    });
    return running;
  };
  function tick(): void {
    if (document.hidden) schedule(0);
    else void once();
  }
  document.addEventListener("visibilitychange", tick);
  void once();
  return {
    now: async () => {
      // What is under way may have begun before the change that the caller wants to see.
      await running;
      await once();
    },
  };
}
