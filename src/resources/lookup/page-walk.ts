// Walks the pages of a list to their end. Counters may be missing or wrong, and pages smaller than asked for.

export interface Page<T> {
  readonly records: readonly T[];
  /** How far the page reached, where that is more than its records. */
  readonly received?: number;
  /** How many records all pages have. Null: the tenant does not say. Left out: not to be relied on. */
  readonly total?: number | null;
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

export interface PageSource<T> {
  readonly pageAt: (request: PageRequest, signal: AbortSignal) => Promise<Page<T>>;
  /** Records of the same key are one: something that is created meanwhile moves others to the next page. Null: no key. */
  keyOf(record: T): string | null;
  /** What is asked for at once. The tenant may give less. */
  readonly pageSize?: number;
  /** Where the first page begins. */
  readonly from?: number;
  /** Stops once so many records have come. */
  readonly most?: number;
}

/** More than any tenant is known to give at once: it gives what it can. */
const PAGE_SIZE = 500;

export class PageWalk<T> {
  readonly #source: PageSource<T>;
  readonly #pageSize: number;
  readonly #most: number;
  readonly #records: T[] = [];
  readonly #keys = new Set<string>();
  #offset: number;
  #pages = 0;
  /** As many as the tenant gives at a time. */
  #givenSize = 0;
  #total: number | null = null;
  #isComplete = false;

  constructor(source: PageSource<T>) {
    this.#source = source;
    this.#pageSize = source.pageSize ?? PAGE_SIZE;
    this.#offset = source.from ?? 0;
    this.#most = source.most ?? Number.POSITIVE_INFINITY;
  }

  get records(): readonly T[] {
    return this.#records;
  }

  get hasBegun(): boolean {
    return this.#pages > 0;
  }

  /** Nothing is left to be read. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** As many as the whole walk takes: known after its first page, where the tenant counts. */
  get pages(): number {
    if (this.#isComplete || this.#total === null) return this.#pages;
    return this.#pages + Math.ceil((this.#total - this.#offset) / this.#givenSize);
  }

  /** The next page. The first one tells how many records there are, and how many the tenant gives at a time. */
  async next(signal: AbortSignal): Promise<void> {
    this.#take(this.#offset, await this.#pageAt(this.#offset, signal));
  }

  /** The counted pages at once, and then on until the list ends: records may have been added meanwhile. */
  async finish(signal: AbortSignal): Promise<void> {
    if (!this.hasBegun) await this.next(signal);
    const offsets = this.#countedOffsets();
    const pages = await Promise.all(offsets.map((offset) => this.#pageAt(offset, signal)));
    for (const [index, page] of pages.entries()) {
      const isInOrder = this.#take(offsets[index] ?? 0, page);
      // A smaller page than the first: what the next ones left out is read again from here.
      if (!isInOrder) break;
    }
    while (!this.#isComplete) await this.next(signal);
  }

  #countedOffsets(): readonly number[] {
    const end = Math.min(this.#total ?? 0, (this.#source.from ?? 0) + this.#most);
    const offsets: number[] = [];
    if (this.#isComplete) return offsets;
    for (let at = this.#offset; at < end; at += this.#givenSize) offsets.push(at);
    return offsets;
  }

  #pageAt(offset: number, signal: AbortSignal): Promise<Page<T>> {
    return this.#source.pageAt({ offset, limit: this.#pageSize }, signal);
  }

  /** @returns false when the page does not follow what was read so far */
  #take(offset: number, { records, received = records.length, total = null }: Page<T>): boolean {
    if (offset !== this.#offset) return false;
    const fresh = records.filter((record) => this.#isNew(record));
    this.#records.push(...fresh);
    this.#pages += 1;
    this.#givenSize = Math.max(this.#givenSize, received, 1);
    this.#offset += received;
    // A count below what was read counts nothing, or was switched off.
    this.#total = total !== null && total >= this.#offset ? total : null;
    const isRepeated = records.length > 0 && fresh.length === 0;
    const isShort = received < this.#pageSize && this.#total !== null;
    const isCounted = isShort && this.#offset >= (this.#total ?? 0);
    const isEnough = this.#records.length >= this.#most;
    this.#isComplete = received === 0 || isRepeated || isCounted || isEnough;
    return true;
  }

  #isNew(record: T): boolean {
    const key = this.#source.keyOf(record);
    if (key === null) return true;
    const size = this.#keys.size;
    return this.#keys.add(key).size > size;
  }
}

/** All records, or the first `most`. */
export async function walkPages<T>(
  source: PageSource<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const walk = new PageWalk(source);
  await walk.finish(signal);
  return walk.records;
}
