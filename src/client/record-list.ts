// A list under `/api/service`: the query that all of them take, and the page that all of them answer with.
import { listOf, numberOf, objectOf } from "./json.js";
import type { Call } from "./request.js";

export interface ListQuery {
  /** RQL. */
  readonly filter?: { readonly [field: string]: unknown };
  /** A field, descending with a leading `-`. */
  readonly sort?: string;
  readonly limit?: number;
  readonly offset?: number;
  /** False: both counters of the page are 0. */
  readonly count?: boolean;
}

export interface RecordPage<T> {
  /** 0 when counting was switched off. Null when the tenant does not say. */
  readonly totalRecord: number | null;
  readonly filterRecord: number | null;
  readonly records: readonly T[];
}

/** Sends whatever else the query has, too: a list may take parameters of its own. */
export const listCall = <T>(
  path: string,
  { filter, ...rest }: ListQuery,
  read: (body: unknown) => RecordPage<T>,
): Call<RecordPage<T>> => ({
  method: "GET",
  path,
  query: filter === undefined ? rest : { ...rest, filter: JSON.stringify(filter) },
  read,
});

/**
 * @param what names the page in errors: `the page of users`
 * @throws MalformedBodyError
 */
export function readRecordPage<T>(
  body: unknown,
  what: string,
  readRecord: (record: unknown) => T,
): RecordPage<T> {
  const page = objectOf(body, what);
  return {
    totalRecord: numberOf(page.totalRecord),
    filterRecord: numberOf(page.filterRecord),
    records: listOf(page.records, "records").map((record) => readRecord(record)),
  };
}
