// The `apikeys` collection: list, create, update, delete. There is no GET of one; a single token is listed by filter.
import {
  type ApiToken,
  type CreatedApiToken,
  readApiTokenPage,
  readCreatedApiToken,
  readUpdatedApiToken,
} from "./api-token-record.js";
import { type ListQuery, listCall, type RecordPage } from "./record-list.js";
import type { CallOptions, Http, Reply } from "./request.js";

const COLLECTION = "/api/service/apikeys";

export interface ApiTokenChange {
  readonly displayName: string;
  readonly description: string;
  /** The complete set: a persona left out is unlinked. */
  readonly personaQualifiedNames: readonly string[];
}

export interface NewApiToken extends ApiTokenChange {
  readonly validitySeconds: number;
}

/** By a filter: equality on `id`, `clientId` or `displayName` is what the vendor's SDKs send. */
export const listApiTokens = (
  http: Http,
  query: ListQuery,
  options: CallOptions,
): Promise<Reply<RecordPage<ApiToken>>> =>
  http.request(listCall(COLLECTION, query, readApiTokenPage), options);

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

function bodyOf(change: ApiTokenChange) {
  const { displayName, description, personaQualifiedNames } = change;
  return { displayName, description, personas: [], personaQualifiedNames };
}

function pathOf(id: string): string {
  return `${COLLECTION}/${encodeURIComponent(id)}`;
}
