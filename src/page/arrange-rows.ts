// Which rows of a table are shown, and in which order: what was searched for, sorted by a column, one page of it.

export type SortKey = string | number | null;

export interface Sorting {
  readonly column: number;
  readonly isDescending: boolean;
}

export interface Arrangement {
  /** Each of its words must be found. */
  readonly query: string;
  readonly sorting: Sorting | undefined;
  /** From 0. One past the end is the last. */
  readonly page: number;
}

export interface Arranged<Row> {
  readonly rows: readonly Row[];
  /** All that match. */
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
}

export interface RowReader<Row> {
  /** What a search looks at. */
  readonly textOf: (row: Row) => string;
  readonly sortKeys: readonly ((row: Row) => SortKey)[];
}

export const PAGE_ROWS = 50;

const collator = new Intl.Collator("en", { numeric: true });

/** What has no value comes last, in both directions. */
function compareKeys(one: SortKey, other: SortKey, sign: 1 | -1): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === "number" && typeof other === "number") return sign * (one - other);
  return sign * collator.compare(String(one), String(other));
}

function sorted<Row>(
  rows: readonly Row[],
  { sortKeys }: RowReader<Row>,
  sorting: Sorting | undefined,
): readonly Row[] {
  const keyOf = sorting && sortKeys[sorting.column];
  if (sorting === undefined || keyOf === undefined) return rows;
  const sign = sorting.isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((one, other) => compareKeys(one.key, other.key, sign))
    .map(({ row }) => row);
}

export function arrangeRows<Row>(
  rows: readonly Row[],
  reader: RowReader<Row>,
  { query, sorting, page }: Arrangement,
): Arranged<Row> {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const matching =
    words.length === 0
      ? rows
      : rows.filter((row) => {
          const text = reader.textOf(row).toLowerCase();
          return words.every((word) => text.includes(word));
        });
  const pages = Math.max(1, Math.ceil(matching.length / PAGE_ROWS));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const from = shown * PAGE_ROWS;
  return {
    rows: sorted(matching, reader, sorting).slice(from, from + PAGE_ROWS),
    matching: matching.length,
    page: shown,
    pages,
  };
}
