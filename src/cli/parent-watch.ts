// Notices that the process which started this one is gone. npm, for one, ends at a signal and passes none on to what it runs.

const POLL_MS = 500;

/**
 * A process that was given to process 1 before it looked, as a service manager's is, keeps its parent and is never told.
 *
 * @returns stops watching.
 */
export function watchParent(onGone: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
