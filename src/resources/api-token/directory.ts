// Reads of tokens, coalesced: one filtered request for a lone read, one page walk for many, whichever costs less.
import { type ApiToken, type Http, listApiTokens } from "../../client/index.js";
import type { Logger } from "../../framework/index.js";
import type { Clock } from "../clock.js";
import { orAbort } from "../or-abort.js";
import type { TokenSelector } from "./token-selector.js";

const PAGE_SIZE = 100;
const SNAPSHOT_LIVES_MS = 60_000;
/** A walk may cost this much more than asking one by one, for what later reads save. */
const SLACK_REQUESTS = 2;
/** Gateways refuse long URLs; a filter that would make one is answered by a walk instead. */
const LONGEST_FILTER_CHARACTERS = 3_000;

/** A token as it was seen, or that it was not; with the tenant's time of that look. */
export interface Sighting {
  readonly token: ApiToken | null;
  readonly tenantNow: Date | null;
}

export interface Sightings {
  readonly tokens: readonly ApiToken[];
  readonly tenantNow: Date | null;
}

/** What is unique: a walk can tell which one is meant. */
export type UniqueSelector = Extract<TokenSelector, { readonly by: "id" | "clientId" }>;

interface Waiting {
  readonly selector: UniqueSelector;
  readonly resolve: (sighting: Sighting) => void;
  readonly reject: (error: unknown) => void;
}

/** The pages walked so far. */
interface Snapshot {
  readonly startedMs: number;
  /** By GUID. */
  readonly seen: Map<string, Sighting>;
  readonly idByClientId: Map<string, string>;
  received: number;
  total: number;
  complete: boolean;
  tenantNow: Date | null;
}

export interface DirectoryOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export class TokenDirectory {
  readonly #options: DirectoryOptions;
  #waiting: Waiting[] = [];
  #running = false;
  #wanted = 0;
  #snapshot: Snapshot | undefined;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  /**
   * The token, perhaps as a walk saw it up to 60 s ago. For Read only: a walk can miss a token, so null is never proof
   * that it is gone.
   */
  find(selector: UniqueSelector, signal: AbortSignal): Promise<Sighting> {
    this.#wanted += 1;
    const found = new Promise<Sighting>((resolve, reject) => {
      this.#waiting.push({ selector, resolve, reject });
    });
    void this.#serve();
    return orAbort(found, signal);
  }

  /** Asks the tenant now, by one filtered request (or a walk of its own where the filter would be too long). */
  async ask(selector: TokenSelector, signal: AbortSignal): Promise<Sightings> {
    const filter = { [selector.by]: selector.value };
    if (encodeURIComponent(JSON.stringify(filter)).length > LONGEST_FILTER_CHARACTERS) {
      const { tokens, tenantNow } = await this.all(signal);
      return { tokens: tokens.filter((token) => matches(token, selector)), tenantNow };
    }
    const query = { filter, limit: PAGE_SIZE, offset: 0, count: true };
    const reply = await listApiTokens(this.#options.http, query, { signal });
    const tokens = reply.body.records.filter((token) => matches(token, selector));
    return { tokens, tenantNow: reply.serverTime };
  }

  /** Every token there is, by a walk of its own. */
  async all(signal: AbortSignal): Promise<Sightings> {
    const snapshot = this.#newSnapshot();
    while (!snapshot.complete) await this.#walkOn(snapshot, signal);
    const tokens = [...snapshot.seen.values()].flatMap(({ token }) => token ?? []);
    return { tokens, tenantNow: snapshot.tenantNow };
  }

  async #serve(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#waiting.length > 0) {
      const snapshot = this.#freshSnapshot();
      this.#answerFrom(snapshot);
      const waiting = this.#waiting;
      if (waiting.length === 0) break;
      if (this.#isWalkWorthIt(snapshot)) {
        await this.#walkOn(snapshot, this.#options.signal).catch((error: unknown) => {
          this.#snapshot = undefined;
          this.#take().forEach(({ reject }) => {
            reject(error);
          });
        });
      } else {
        await Promise.all(this.#take().map((one) => this.#askFor(one)));
      }
    }
    this.#running = false;
  }

  /**
   * What all reads so far would have cost one by one, against the whole walk. Exact for reads that wait together; for
   * reads that keep coming it never costs more than twice the cheaper way.
   */
  #isWalkWorthIt(snapshot: Snapshot): boolean {
    if (snapshot.received === 0) return this.#wanted > 1;
    const pages = Math.ceil(snapshot.total / PAGE_SIZE);
    return this.#wanted + SLACK_REQUESTS >= pages;
  }

  #answerFrom(snapshot: Snapshot): void {
    const absent = { token: null, tenantNow: snapshot.tenantNow };
    this.#waiting = this.#waiting.filter(({ selector, resolve }) => {
      const { by, value } = selector;
      const id = by === "id" ? value : snapshot.idByClientId.get(value);
      const sighting =
        (id === undefined ? undefined : snapshot.seen.get(id)) ??
        (snapshot.complete ? absent : undefined);
      if (sighting !== undefined) resolve(sighting);
      return sighting === undefined;
    });
  }

  #take(): Waiting[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  async #askFor({ selector, resolve, reject }: Waiting): Promise<void> {
    try {
      const { tokens, tenantNow } = await this.ask(selector, this.#options.signal);
      resolve({ token: tokens[0] ?? null, tenantNow });
    } catch (error) {
      reject(error);
    }
  }

  #freshSnapshot(): Snapshot {
    const current = this.#snapshot;
    const isFresh =
      current !== undefined && this.#options.clock.nowMs() - current.startedMs < SNAPSHOT_LIVES_MS;
    this.#snapshot = isFresh ? current : this.#newSnapshot();
    return this.#snapshot;
  }

  #newSnapshot(): Snapshot {
    return {
      startedMs: this.#options.clock.nowMs(),
      seen: new Map(),
      idByClientId: new Map(),
      received: 0,
      total: 0,
      complete: false,
      tenantNow: null,
    };
  }

  /** Advances by what was received, not by what was asked for: a tenant may cap its pages. */
  async #walkOn(snapshot: Snapshot, signal: AbortSignal): Promise<void> {
    const query = { sort: "createdAt", limit: PAGE_SIZE, offset: snapshot.received, count: true };
    const { body, serverTime } = await listApiTokens(this.#options.http, query, { signal });
    for (const token of body.records) {
      snapshot.seen.set(token.id, { token, tenantNow: serverTime });
      snapshot.idByClientId.set(token.clientId, token.id);
    }
    snapshot.received += body.records.length;
    snapshot.total = body.totalRecord ?? 0;
    snapshot.tenantNow = serverTime;
    const isShort = body.records.length < PAGE_SIZE && snapshot.received >= snapshot.total;
    snapshot.complete = body.records.length === 0 || isShort;
  }
}

/** The filter's answer is checked: an index may fold case, and equality is ours to decide. */
const matches = (token: ApiToken, { by, value }: TokenSelector): boolean => token[by] === value;
