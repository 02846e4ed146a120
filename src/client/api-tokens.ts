// The `apikeys` collection: list, create, update, delete. There is no GET of one; a single token is listed by filter.
import {
  type ApiTokenPage,
  type CreatedApiToken,
  readApiTokenPage,
  readCreatedApiToken,
  readUpdatedApiToken,
} from "./api-token-record.js";
import type { CallOptions, Http, Query, Reply } from "./request.js";

const COLLECTION = "/api/service/apikeys";

export interface ApiTokenQuery {
  /** RQL. Equality on `id`, `clientId` or `displayName` is what the vendor's SDKs send. */
  readonly filter?: { readonly [field: string]: unknown };
  /** A field, descending with a leading `-`. */
  readonly sort?: string;
  readonly limit?: number;
  readonly offset?: number;
  /** False: both counters of the page are 0. */
  readonly count?: boolean;
}

export interface ApiTokenChange {
  readonly displayName: string;
  readonly description: string;
  /** The complete set: a persona left out is unlinked. */
  readonly personaQualifiedNames: readonly string[];
}

export interface NewApiToken extends ApiTokenChange {
  readonly validitySeconds: number;
}

export function listApiTokens(
  http: Http,
  query: ApiTokenQuery,
  options: CallOptions,
): Promise<Reply<ApiTokenPage>> {
  const call = {
    method: "GET",
    path: COLLECTION,
    query: queryOf(query),
    read: readApiTokenPage,
  } as const;
  return http.request(call, options);
}

/** Sent once: a repeated create makes a second token. */
export function createApiToken(
  http: Http,
  token: NewApiToken,
  options: CallOptions,
): Promise<Reply<CreatedApiToken>> {
  const body = { ...bodyOf(token), validitySeconds: token.validitySeconds };
  return http.request(
    { method: "POST", path: COLLECTION, body, read: readCreatedApiToken },
    options,
  );
}

export interface ApiTokenUpdate extends ApiTokenChange {
  /** The token's GUID. */
  readonly id: string;
}

/** Sent once: the persona set is complete, so a late repeat undoes others' work. */
export function updateApiToken(
  http: Http,
  token: ApiTokenUpdate,
  options: CallOptions,
): Promise<Reply<void>> {
  const path = pathOf(token.id);
  return http.request(
    { method: "POST", path, body: bodyOf(token), read: readUpdatedApiToken },
    options,
  );
}

/** Any 2xx is success, with or without a body, unless it is an HTML page. */
export function deleteApiToken(http: Http, id: string, options: CallOptions): Promise<Reply<void>> {
  const call = { method: "DELETE", path: pathOf(id), ignoresBody: true, read: () => {} } as const;
  return http.request(call, options);
}

function queryOf({ filter, ...rest }: ApiTokenQuery): Query {
  return filter === undefined ? rest : { ...rest, filter: JSON.stringify(filter) };
}

function bodyOf(change: ApiTokenChange) {
  const { displayName, description, personaQualifiedNames } = change;
  return { displayName, description, personas: [], personaQualifiedNames };
}

function pathOf(id: string): string {
  return `${COLLECTION}/${encodeURIComponent(id)}`;
}
