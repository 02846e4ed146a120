// The list of one kind of principals, as one request or one walk over its pages shows it.
import type { CallOptions, Http } from "../../client/index.js";
import { PageWalk } from "../lookup/page-walk.js";
import { spellingsOf, textKey, withLowerCaseGuid } from "../lookup/same-text.js";
import type { PrincipalKind, PrincipalRecord } from "./kind.js";
import { isSelected, type PrincipalSelector } from "./selector.js";

/** What is listed, and the tenant's time when they were seen; null when it does not tell. */
export interface Observation<R extends PrincipalRecord = PrincipalRecord> {
  readonly records: readonly R[];
  readonly tenantNow: Date | null;
}

/** Gateways refuse longer URLs. What else is in one takes less than the rest of 4 KB. */
const LONGEST_FILTER_CHARACTERS = 3_000;

/** Where the list is, and who asks. */
export interface ListSource {
  readonly kind: PrincipalKind;
  readonly http: Http;
}

export class PrincipalListing<R extends PrincipalRecord> {
  readonly #source: ListSource;

  constructor(source: ListSource) {
    this.#source = source;
  }

  /** Asks by filter, or by a walk where the filter would make too long a URL. */
  async ask(selector: PrincipalSelector, options: CallOptions): Promise<Observation<R>> {
    const filters = spellingsOf(selector.value).map((value) => ({ [selector.by]: value }));
    const asked = filters.some(isTooLong) ? [undefined] : filters;
    const seen = await Promise.all(
      asked.map(async (filter) => {
        const walk = this.walk({ ...options, ...(filter && { filter }) });
        while (!walk.isComplete && !walk.hasFound(selector)) await walk.next(options.signal);
        return walk.all;
      }),
    );
    const records = seen
      .flatMap((one) => one.records)
      .filter((record) => isSelected(record, selector));
    return { records: uniqueById(records), tenantNow: seen[0]?.tenantNow ?? null };
  }

  walk(options: WalkOptions = {}): PrincipalWalk<R> {
    return new PrincipalWalk(this.#source, options);
  }
}

/** New ones come last, so that they shift no page. */
const OLDEST_FIRST = "createdAt";

export interface WalkOptions extends Omit<CallOptions, "signal"> {
  readonly filter?: { readonly [field: string]: string };
  readonly sort?: string;
}

/** One walk over all pages, and what it has seen so far. */
export class PrincipalWalk<R extends PrincipalRecord> {
  readonly #pages: PageWalk<R>;
  /** By GUID and by client ID. */
  readonly #seen = new Map<string, Observation<R>>();
  /** By display name, once all are there: each of a thousand that rotate asks for one. */
  #named: ReadonlyMap<string, readonly R[]> | null = null;
  #tenantNow: Date | null = null;

  constructor(
    { kind, http }: ListSource,
    { filter, sort = OLDEST_FIRST, ...options }: WalkOptions,
  ) {
    const query = { sort, count: true, ...(filter && { filter }) };
    this.#pages = new PageWalk({
      pageAt: async (page, signal) => {
        const asked = { ...query, ...page };
        const { body, serverTime } = await kind.api.list(http, asked, { ...options, signal });
        // The kind of this list: its records are of no other.
        const records = body.records as readonly R[];
        this.#note(records, serverTime);
        // Under a filter `totalRecord` may count all records.
        const total = filter === undefined ? body.totalRecord : body.filterRecord;
        return { records, total };
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

  get all(): Observation<R> {
    return { records: this.#pages.records, tenantNow: this.#tenantNow };
  }

  next(signal: AbortSignal): Promise<void> {
    return this.#pages.next(signal);
  }

  finish(signal: AbortSignal): Promise<void> {
    return this.#pages.finish(signal);
  }

  /** Whether no other page can have what is asked for. */
  hasFound({ by, value }: PrincipalSelector): boolean {
    return by !== "displayName" && this.#seen.has(value);
  }

  /** Undefined while what is asked for may be on a page that was not read yet. */
  answerTo(selector: PrincipalSelector): Observation<R> | undefined {
    if (this.hasFound(selector)) return this.#seen.get(selector.value);
    if (!this.isComplete) return undefined;
    const { records, tenantNow } = this.all;
    if (selector.by !== "displayName") return { records: [], tenantNow };
    this.#named ??= byName(records);
    return { records: this.#named.get(textKey(selector.value)) ?? [], tenantNow };
  }

  #note(records: readonly R[], tenantNow: Date | null): void {
    this.#tenantNow = tenantNow;
    for (const record of records) {
      const observation = { records: [record], tenantNow };
      for (const key of [record.id, record.clientId]) {
        this.#seen.set(withLowerCaseGuid(key), observation);
      }
    }
  }
}

function byName<R extends PrincipalRecord>(
  records: readonly R[],
): ReadonlyMap<string, readonly R[]> {
  const named = new Map<string, R[]>();
  for (const record of records) {
    const key = textKey(record.displayName);
    const namesakes = named.get(key);
    if (namesakes === undefined) named.set(key, [record]);
    else namesakes.push(record);
  }
  return named;
}

const isTooLong = (filter: { readonly [field: string]: string }): boolean =>
  new URLSearchParams({ filter: JSON.stringify(filter) }).toString().length >
  LONGEST_FILTER_CHARACTERS;

const uniqueById = <R extends PrincipalRecord>(records: readonly R[]): readonly R[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];
