// Walks the pages of a list to their end, which is an empty page: counters may be switched off, and pages may be capped.

export interface Page<T> {
  readonly records: readonly T[];
  /** How far the page reached, where that is more than its records. */
  readonly received?: number;
}

export interface Walk<T> {
  /** Where the first page begins. */
  readonly from: number;
  /** Stops once so many records have come. */
  readonly most: number;
  /** Records of the same key are one: something that is created meanwhile moves others to the next page. Null: no key. */
  readonly keyOf: (record: T) => string | null;
}

/** Advances by what was received, not by what was asked for. A page of nothing new ends it too: the offset is ignored. */
export async function walkPages<T>(
  pageAt: (offset: number) => Promise<Page<T>>,
  { from, most, keyOf }: Walk<T>,
): Promise<readonly T[]> {
  const records: T[] = [];
  const keys = new Set<string>();
  const isNew = (record: T): boolean => {
    const key = keyOf(record);
    if (key === null) return true;
    const size = keys.size;
    return keys.add(key).size > size;
  };
  for (let offset = from; records.length < most; ) {
    const page = await pageAt(offset);
    const fresh = page.records.filter(isNew);
    const received = page.received ?? page.records.length;
    const isRepeated = page.records.length > 0 && fresh.length === 0;
    if (received === 0 || isRepeated) break;
    offset += received;
    records.push(...fresh);
  }
  return records;
}
