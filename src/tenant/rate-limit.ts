// Counts requests in windows of a minute, as Kong does at Atlan's gateway.

const WINDOW_MS = 60_000;

export class RateLimit {
  #startedAt = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** Counts one request. Returns the seconds to wait when it is one too many, otherwise undefined; a limit of 0 is none. */
  secondsToWait(limit: number, now: number): number | undefined {
    const hasEnded = now >= this.#startedAt + WINDOW_MS || now < this.#startedAt;
    if (hasEnded) this.clear();
    if (this.#count === 0) this.#startedAt = now;
    this.#count += 1;
    if (limit === 0 || this.#count <= limit) return undefined;
    return Math.max(1, Math.ceil((this.#startedAt + WINDOW_MS - now) / 1000));
  }

  clear(): void {
    this.#count = 0;
    this.#startedAt = Number.NEGATIVE_INFINITY;
  }
}
