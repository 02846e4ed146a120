// One walk over all pages of tokens, and what it saw. Whether a walk is worth it is the directory's business.
import { type ApiToken, type Http, listApiTokens } from "../../client/index.js";
import type { UniqueSelector } from "./token-selector.js";

const PAGE_SIZE = 100;

/** A token as it was seen, or that it was not; with the tenant's time of that look. */
export interface Sighting {
  readonly token: ApiToken | null;
  readonly tenantNow: Date | null;
}

export class TokenWalk {
  readonly #http: Http;
  /** By GUID. */
  readonly #seen = new Map<string, Sighting>();
  readonly #idByClientId = new Map<string, string>();
  #total = 0;
  #received = 0;
  #pageSize = PAGE_SIZE;
  #isComplete = false;
  #tenantNow: Date | null = null;

  constructor(http: Http) {
    this.#http = http;
  }

  get hasBegun(): boolean {
    return this.#received > 0;
  }

  /** As many as the whole walk takes, known after its first page. */
  get pages(): number {
    return Math.ceil(this.#total / this.#pageSize);
  }

  get tenantNow(): Date | null {
    return this.#tenantNow;
  }

  get tokens(): readonly ApiToken[] {
    return [...this.#seen.values()].flatMap(({ token }) => token ?? []);
  }

  /** Undefined while the token may be on a page that was not walked yet. */
  sightingOf({ by, value }: UniqueSelector): Sighting | undefined {
    const id = by === "id" ? value : this.#idByClientId.get(value);
    const seen = id === undefined ? undefined : this.#seen.get(id);
    if (seen !== undefined || !this.#isComplete) return seen;
    return { token: null, tenantNow: this.#tenantNow };
  }

  /** The first page: it tells how many there are, and how many the tenant gives at a time. */
  async begin(signal: AbortSignal): Promise<void> {
    const received = await this.#page(0, signal);
    this.#pageSize = Math.max(received, 1);
    this.#advance(received);
  }

  /** The other pages at once, and then on until one is empty or short: tokens may have come meanwhile. */
  async finish(signal: AbortSignal): Promise<void> {
    if (!this.hasBegun && !this.#isComplete) await this.begin(signal);
    const offsets: number[] = [];
    for (let at = this.#received; at < this.#total; at += this.#pageSize) offsets.push(at);
    const received = await Promise.all(offsets.map((offset) => this.#page(offset, signal)));
    for (const records of received) this.#advance(records);
    while (!this.#isComplete) this.#advance(await this.#page(this.#received, signal));
  }

  /** By what was received, not by what was asked for: a tenant may cap its pages. */
  #advance(records: number): void {
    this.#received += records;
    const isShort = records < PAGE_SIZE && this.#received >= this.#total;
    this.#isComplete = records === 0 || isShort;
  }

  async #page(offset: number, signal: AbortSignal): Promise<number> {
    const query = { sort: "createdAt", limit: PAGE_SIZE, offset, count: true };
    const { body, serverTime } = await listApiTokens(this.#http, query, { signal });
    for (const token of body.records) {
      this.#seen.set(token.id, { token, tenantNow: serverTime });
      this.#idByClientId.set(token.clientId, token.id);
    }
    this.#total = body.totalRecord ?? 0;
    this.#tenantNow = serverTime;
    return body.records.length;
  }
}
