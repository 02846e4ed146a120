// What clients sent, in the order it arrived: `GET /_tenant/requests`.

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
  }

  clear(): void {
    this.#entries = [];
  }
}
