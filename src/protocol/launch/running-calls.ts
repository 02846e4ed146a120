// Counts the calls whose reply has not left yet, and tells when there is none.

export class RunningCalls {
  #count = 0;
  #whenIdle: (() => void)[] = [];

  /** Returns what to call when the reply has left. */
  readonly begin = (): (() => void) => {
    this.#count += 1;
    return () => {
      this.#count -= 1;
      this.#settle();
    };
  };

  /** Calls back once, at once if nothing runs. */
  whenIdle(callback: () => void): void {
    this.#whenIdle.push(callback);
    this.#settle();
  }

  #settle(): void {
    if (this.#count > 0) return;
    for (const callback of this.#whenIdle.splice(0)) callback();
  }
}
