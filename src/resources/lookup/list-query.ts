// The arguments of a list, from Terraform's to the API's, and the pages they ask for.
import { type Page, type Walk, walkPages } from "./walk-pages.js";

/** As `lib/schema/list-arguments.ts` has them; validation has made sure that the filter is an object's text. */
export interface ListArguments {
  readonly filter: string | null;
  readonly sort: string | null;
  readonly limit: number | null;
  readonly offset: number | null;
}

export interface ListQuery {
  readonly filter?: { readonly [field: string]: unknown };
  readonly sort: string;
  readonly limit: number;
  readonly offset: number;
}

/** What tenants are known to give at once. */
const PAGE_SIZE = 100;
/** Pages fit together only in a fixed order, and new records come last in this one. */
const DEFAULT_SORT = "createdAt";

/** With a limit one request, as the API has it; without one all pages. */
export async function listWhole<T>(
  { filter, sort, limit, offset }: ListArguments,
  pageOf: (query: ListQuery) => Promise<Page<T>>,
  keyOf: Walk<T>["keyOf"],
): Promise<readonly T[]> {
  const query = {
    ...(filter !== null && { filter: JSON.parse(filter) }),
    sort: sort ?? DEFAULT_SORT,
  };
  const from = offset ?? 0;
  if (limit !== null) return (await pageOf({ ...query, limit, offset: from })).records;
  const pageAt = (at: number) => pageOf({ ...query, limit: PAGE_SIZE, offset: at });
  return walkPages(pageAt, { from, most: Number.POSITIVE_INFINITY, keyOf });
}
