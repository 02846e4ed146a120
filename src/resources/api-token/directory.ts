// Reads of tokens, coalesced: one filtered request for a lone read, one page walk for many, whichever costs less.
import { type ApiToken, type Http, listApiTokens } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { orAbort } from "../../deadline.js";
import type { TokenSelector, UniqueSelector } from "./token-selector.js";
import { type Sighting, TokenWalk } from "./token-walk.js";

export type { Sighting } from "./token-walk.js";

const MOST_MATCHES = 100;
const WALK_LIVES_MS = 60_000;
/** Before a walk is given up: Terraform sends its reads one after the other, and the rest of them may be on the way. */
const LINGER_MS = 10;
/** Gateways refuse long URLs; a filter that would make one is answered by a walk instead. */
const LONGEST_FILTER_CHARACTERS = 3_000;

export interface Sightings {
  readonly tokens: readonly ApiToken[];
  readonly tenantNow: Date | null;
}

interface Waiting {
  readonly selector: UniqueSelector;
  readonly resolve: (sighting: Sighting) => void;
  readonly reject: (error: unknown) => void;
}

export interface DirectoryOptions {
  readonly http: Http;
  readonly clock: Clock;
  /** Ends what is shared by several reads. */
  readonly signal: AbortSignal;
}

export class TokenDirectory {
  readonly #options: DirectoryOptions;
  #waiting: Waiting[] = [];
  #isServing = false;
  #wanted = 0;
  #walk: TokenWalk;
  #walkBeganMs = Number.NEGATIVE_INFINITY;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    this.#walk = new TokenWalk(options.http);
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
    const query = { filter, limit: MOST_MATCHES, offset: 0, count: true };
    const reply = await listApiTokens(this.#options.http, query, { signal });
    const { records, totalRecord } = reply.body;
    // More than a page, or a smaller page than was asked for: only a walk sees them all.
    const found =
      records.length < (totalRecord ?? 0) ? await this.all(signal) : { tokens: records };
    const tokens = found.tokens.filter((token) => matches(token, selector));
    return { tokens, tenantNow: reply.serverTime };
  }

  /** Every token there is, by a walk of its own. */
  async all(signal: AbortSignal): Promise<Sightings> {
    const walk = new TokenWalk(this.#options.http);
    await walk.finish(signal);
    return walk;
  }

  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    while (this.#answerFromWalk() > 0) {
      if (this.#walk.hasBegun && !this.#isWalkWorthIt()) await this.#linger();
      if (this.#isWalkWorthIt()) await this.#walkOn();
      else await Promise.all(this.#take().map((one) => this.#askFor(one)));
    }
    this.#isServing = false;
  }

  /** @returns how many still wait. */
  #answerFromWalk(): number {
    if (this.#options.clock.nowMs() - this.#walkBeganMs >= WALK_LIVES_MS) {
      this.#walk = new TokenWalk(this.#options.http);
      this.#walkBeganMs = this.#options.clock.nowMs();
      this.#wanted = this.#waiting.length;
    }
    this.#waiting = this.#waiting.filter(({ selector, resolve }) => {
      const sighting = this.#walk.sightingOf(selector);
      if (sighting !== undefined) resolve(sighting);
      return sighting === undefined;
    });
    return this.#waiting.length;
  }

  /**
   * What all reads so far would have cost one by one, against the whole walk and the lone read before it. For reads that
   * wait together that is two requests from the cheaper way at most; for reads that keep coming, twice as many at most.
   */
  #isWalkWorthIt(): boolean {
    return this.#walk.hasBegun ? this.#wanted + 1 >= this.#walk.pages : this.#wanted > 1;
  }

  #linger(): Promise<void> {
    return this.#options.clock.sleep(LINGER_MS, new AbortController().signal);
  }

  async #walkOn(): Promise<void> {
    try {
      const { signal } = this.#options;
      await (this.#walk.hasBegun ? this.#walk.finish(signal) : this.#walk.begin(signal));
    } catch (error) {
      this.#walkBeganMs = Number.NEGATIVE_INFINITY;
      for (const { reject } of this.#take()) reject(error);
    }
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
}

/** The filter's answer is checked: an index may fold case, and equality is ours to decide. */
const matches = (token: ApiToken, { by, value }: TokenSelector): boolean => token[by] === value;
