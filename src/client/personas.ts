// The `personas` collection: one list. No SDK of the vendor calls it; its reference page is the only source.
import { type PersonaPage, readPersonaPage } from "./persona-record.js";
import type { CallOptions, Http, Query, Reply } from "./request.js";

export interface PersonaQuery {
  /** RQL. */
  readonly filter?: { readonly [field: string]: unknown };
  /** A field, descending with a leading `-`. */
  readonly sort?: string;
  readonly limit?: number;
  readonly offset?: number;
  /** False: both counters of the page are 0. */
  readonly count?: boolean;
  /** The fields to give; the others come back null or empty. Sent as a repeated parameter, as SDKs do for users. */
  readonly columns?: readonly string[];
}

export function listPersonas(
  http: Http,
  { filter, ...rest }: PersonaQuery,
  options: CallOptions,
): Promise<Reply<PersonaPage>> {
  const query: Query = filter === undefined ? rest : { ...rest, filter: JSON.stringify(filter) };
  return http.request(
    { method: "GET", path: "/api/service/personas", query, read: readPersonaPage },
    options,
  );
}
