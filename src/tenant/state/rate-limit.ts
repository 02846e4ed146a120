// Counts requests in windows of a minute, as Kong does at Atlan's gateway, and blocks whoever goes on, as the vendor documents.

const WINDOW_MS = 60_000;

export type RateLimitRule = {
  /** 0 is no limit. */
  readonly requestsPerMinute: number;
  /** How long everything is refused once the limit is exceeded; 0 is until the minute is over. */
  readonly blockMs: number;
};

export class RateLimit {
  #startedAt = Number.NEGATIVE_INFINITY;
  #count = 0;
  #blockedUntil = Number.NEGATIVE_INFINITY;

  /** Counts one request. Returns the seconds to wait when it is refused, otherwise undefined. */
  secondsToWait({ requestsPerMinute, blockMs }: RateLimitRule, now: number): number | undefined {
    if (requestsPerMinute === 0) return undefined;
    if (now < this.#blockedUntil) return secondsUntil(this.#blockedUntil, now);
    const hasEnded = now >= this.#startedAt + WINDOW_MS || now < this.#startedAt;
    if (hasEnded || this.#blockedUntil > this.#startedAt) this.clear();
    if (this.#count === 0) this.#startedAt = now;
    this.#count += 1;
    if (this.#count <= requestsPerMinute) return undefined;
    if (blockMs === 0) return secondsUntil(this.#startedAt + WINDOW_MS, now);
    this.#blockedUntil = now + blockMs;
    return secondsUntil(this.#blockedUntil, now);
  }

  clear(): void {
    this.#count = 0;
    this.#startedAt = Number.NEGATIVE_INFINITY;
    this.#blockedUntil = Number.NEGATIVE_INFINITY;
  }
}

const secondsUntil = (moment: number, now: number) => Math.max(1, Math.ceil((moment - now) / 1000));
