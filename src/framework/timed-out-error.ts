// Why an operation's signal aborts when its time is up.

export class TimedOutError extends Error {
  readonly code = "TIMED_OUT";

  /**
   * @param doing what was under way: `creating the API token`.
   * @param timeout as it was written: `10m`.
   */
  constructor(
    doing: string,
    readonly timeout: string,
  ) {
    super(`timed out after ${timeout} while ${doing}`);
    this.name = "TimedOutError";
  }
}
