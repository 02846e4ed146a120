// Writes that happen after their client was let go, in real time.

export class LateWork {
  readonly #timers = new Set<NodeJS.Timeout>();

  schedule(afterMs: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, afterMs);
    this.#timers.add(timer);
  }

  /** What has not happened yet never will. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
