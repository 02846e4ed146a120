// What clients sent, in the order it arrived: `GET /_tenant/requests`. A tenant that runs for weeks keeps only the end of it.

/** Some 40 MB of them. */
const MOST_KEPT = 100_000;
/** So many are forgotten at once, because taking away the first one costs as much. */
const FORGOTTEN_AT_ONCE = 10_000;

export type LoggedRequest = {
  /** When it arrived, RFC 3339, by the tenant's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** The part after `?`, as sent; empty without one. */
  readonly query: string;
  /** The status the client was sent; 0 while there is none, or when a fault broke the connection. */
  status: number;
  /** The username of the bearer; null without a valid one. */
  readonly actor: string | null;
  /** Real time spent, faults and latency included. */
  durationMs: number;
};

export class RequestLog {
  #entries: LoggedRequest[] = [];

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length >= MOST_KEPT + FORGOTTEN_AT_ONCE)
      this.#entries = this.#entries.slice(-MOST_KEPT);
  }

  clear(): void {
    this.#entries = [];
  }
}
