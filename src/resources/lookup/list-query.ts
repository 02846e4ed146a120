// The arguments of a list, from Terraform's to the API's, and the pages they ask for.
import { type Page, type PageSource, walkPages } from "./page-walk.js";

/** As `lib/schema/list-arguments.ts` has them; validation has made sure that the filter is an object's text. */
export interface ListArguments {
  readonly filter: string | null;
  readonly sort: string | null;
  readonly limit: number | null;
  readonly offset: number | null;
}

/** One page of a list. */
export interface PageQuery {
  readonly filter?: { readonly [field: string]: unknown };
  readonly sort: string;
  readonly limit: number;
  readonly offset: number;
}

export interface ListSource<T> {
  readonly pageOf: (query: PageQuery, signal: AbortSignal) => Promise<Page<T>>;
  readonly keyOf: PageSource<T>["keyOf"];
  /** Left out: `createdAt`, in which new records come last. */
  readonly defaultSort?: string;
}

/** Pages fit together only in a fixed order. */
const DEFAULT_SORT = "createdAt";

/** With a limit one request, as the API has it; without one all pages. */
export async function listWhole<T>(
  { filter, sort, limit, offset }: ListArguments,
  { pageOf, keyOf, defaultSort = DEFAULT_SORT }: ListSource<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const query = {
    ...(filter !== null && { filter: JSON.parse(filter) }),
    sort: sort ?? defaultSort,
  };
  const from = offset ?? 0;
  if (limit !== null) return (await pageOf({ ...query, limit, offset: from }, signal)).records;
  const source: PageSource<T> = {
    pageAt: (page, waiting) => pageOf({ ...query, ...page }, waiting),
    keyOf,
    from,
  };
  return walkPages(source, signal);
}
