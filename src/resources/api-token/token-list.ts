// The token list, as one request or one walk over its pages shows it.
import { type ApiToken, type CallOptions, type Http, listApiTokens } from "../../client/index.js";
import { PageWalk } from "../lookup/page-walk.js";
import { spellingsOf, withLowerCaseGuid } from "../lookup/same-text.js";
import { isSelected, type TokenSelector } from "./token-selector.js";

/** Tokens, and the tenant's time when they were seen; null when it does not tell. */
export interface Observation {
  readonly tokens: readonly ApiToken[];
  readonly tenantNow: Date | null;
}

/** Gateways refuse longer URLs. What else is in one takes less than the rest of 4 KB. */
const LONGEST_FILTER_CHARACTERS = 3_000;

export class TokenList {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Asks by filter, or by a walk where the filter would make too long a URL. */
  async ask(selector: TokenSelector, options: CallOptions): Promise<Observation> {
    const filters = spellingsOf(selector.value).map((value) => ({ [selector.by]: value }));
    const asked = filters.some(isTooLong) ? [undefined] : filters;
    const seen = await Promise.all(
      asked.map(async (filter) => {
        const walk = this.walk({ ...options, ...(filter && { filter }) });
        while (!walk.isComplete && !walk.hasFound(selector)) await walk.next(options.signal);
        return walk.all;
      }),
    );
    const tokens = seen.flatMap((one) => one.tokens).filter((token) => isSelected(token, selector));
    return { tokens: uniqueById(tokens), tenantNow: seen[0]?.tenantNow ?? null };
  }

  walk(options: WalkOptions = {}): TokenWalk {
    return new TokenWalk(this.#http, options);
  }
}

/** New tokens come last, so that they shift no page. */
const OLDEST_FIRST = "createdAt";

export interface WalkOptions extends Omit<CallOptions, "signal"> {
  readonly filter?: { readonly [field: string]: string };
  readonly sort?: string;
}

/** One walk over all pages, and what it has seen so far. */
export class TokenWalk {
  readonly #pages: PageWalk<ApiToken>;
  /** By GUID and by client ID. */
  readonly #seen = new Map<string, Observation>();
  #tenantNow: Date | null = null;

  constructor(http: Http, { filter, sort = OLDEST_FIRST, ...options }: WalkOptions) {
    const query = { sort, count: true, ...(filter && { filter }) };
    this.#pages = new PageWalk({
      pageAt: async (page, signal) => {
        const asked = { ...query, ...page };
        const { body, serverTime } = await listApiTokens(http, asked, { ...options, signal });
        this.#note(body.records, serverTime);
        // Under a filter `totalRecord` may count all tokens.
        const total = filter === undefined ? body.totalRecord : body.filterRecord;
        return { records: body.records, total };
      },
      keyOf: ({ id }) => id,
    });
  }

  get hasBegun(): boolean {
    return this.#pages.hasBegun;
  }

  get isComplete(): boolean {
    return this.#pages.isComplete;
  }

  /** As many as the whole walk takes, known after its first page. */
  get pages(): number {
    return this.#pages.pages;
  }

  get all(): Observation {
    return { tokens: this.#pages.records, tenantNow: this.#tenantNow };
  }

  next(signal: AbortSignal): Promise<void> {
    return this.#pages.next(signal);
  }

  finish(signal: AbortSignal): Promise<void> {
    return this.#pages.finish(signal);
  }

  /** Whether no other page can have what is asked for. */
  hasFound({ by, value }: TokenSelector): boolean {
    return by !== "displayName" && this.#seen.has(value);
  }

  /** Undefined while what is asked for may be on a page that was not read yet. */
  answerTo(selector: TokenSelector): Observation | undefined {
    if (this.hasFound(selector)) return this.#seen.get(selector.value);
    if (!this.isComplete) return undefined;
    const { tokens, tenantNow } = this.all;
    return { tokens: tokens.filter((token) => isSelected(token, selector)), tenantNow };
  }

  #note(tokens: readonly ApiToken[], tenantNow: Date | null): void {
    this.#tenantNow = tenantNow;
    for (const token of tokens) {
      const observation = { tokens: [token], tenantNow };
      for (const key of [token.id, token.clientId]) {
        this.#seen.set(withLowerCaseGuid(key), observation);
      }
    }
  }
}

const isTooLong = (filter: { readonly [field: string]: string }): boolean =>
  new URLSearchParams({ filter: JSON.stringify(filter) }).toString().length >
  LONGEST_FILTER_CHARACTERS;

const uniqueById = (tokens: readonly ApiToken[]): readonly ApiToken[] => [
  ...new Map(tokens.map((token) => [token.id, token])).values(),
];
