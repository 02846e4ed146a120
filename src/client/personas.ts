// The `personas` collection: one list. No SDK of the vendor calls it; its reference page is the only source.
import { type Persona, readPersonaPage } from "./persona-record.js";
import { type ListQuery, listCall, type RecordPage } from "./record-list.js";
import type { CallOptions, Http, Reply } from "./request.js";

export interface PersonaQuery extends ListQuery {
  /** The fields to give; the others come back null or empty. Sent as a repeated parameter, as SDKs do for users. */
  readonly columns?: readonly string[];
}

export const listPersonas = (
  http: Http,
  query: PersonaQuery,
  options: CallOptions,
): Promise<Reply<RecordPage<Persona>>> =>
  http.request(listCall("/api/service/personas", query, readPersonaPage), options);
