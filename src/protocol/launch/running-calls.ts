// How many calls are being answered, and when the last of them has been.

export class RunningCalls {
  #count = 0;
  #whenIdle: (() => void) | undefined;

  /** Gives back what to call when the call has been answered. */
  readonly begin = (): (() => void) => {
    this.#count += 1;
    return () => {
      this.#count -= 1;
      this.#settle();
    };
  };

  /** Calls back once, at once if nothing runs. */
  whenIdle(callback: () => void): void {
    this.#whenIdle = callback;
    this.#settle();
  }

  #settle(): void {
    if (this.#count > 0 || this.#whenIdle === undefined) return;
    const callback = this.#whenIdle;
    this.#whenIdle = undefined;
    callback();
  }
}
