// The `oauth-clients` collection: list, create, read, update, delete. A path names a client by its client ID, not by its GUID.
import {
  type CreatedOAuthClient,
  type OAuthClient,
  readCreatedOAuthClient,
  readOAuthClient,
  readOAuthClientPage,
} from "./oauth-client-record.js";
import { type ListQuery, listCall, type RecordPage } from "./record-list.js";
import type { CallOptions, Http, Reply } from "./request.js";

const COLLECTION = "/api/service/oauth-clients";

/** By a filter: equality on `id`, `clientId` or `displayName` is what the vendor's SDKs send. */
export const listOAuthClients = (
  http: Http,
  query: ListQuery,
  options: CallOptions,
): Promise<Reply<RecordPage<OAuthClient>>> =>
  http.request(listCall(COLLECTION, query, readOAuthClientPage), options);

export interface NewOAuthClient {
  readonly displayName: string;
  readonly description: string;
  /** The role's name, such as `$admin`; its label is none. */
  readonly role: string;
  readonly personaQualifiedNames: readonly string[];
}

/** Sent once: a repeated create makes a second client. */
export function createOAuthClient(
  http: Http,
  { personaQualifiedNames, ...rest }: NewOAuthClient,
  options: CallOptions,
): Promise<Reply<CreatedOAuthClient>> {
  const body = { ...rest, personaQNs: personaQualifiedNames };
  return http.request(
    { method: "POST", path: COLLECTION, body, read: readCreatedOAuthClient },
    options,
  );
}

/** @param clientId `oauth-client-…` */
export const readOneOAuthClient = (
  http: Http,
  clientId: string,
  options: CallOptions,
): Promise<Reply<OAuthClient>> =>
  http.request({ method: "GET", path: pathOf(clientId), read: readOAuthClient }, options);

/** All that can change of a client: role and personas are fixed when it is created. */
export interface OAuthClientUpdate {
  readonly clientId: string;
  readonly displayName: string;
  readonly description: string;
}

/** Sent once: a late repeat undoes what others wrote since. */
export const updateOAuthClient = (
  http: Http,
  { clientId, displayName, description }: OAuthClientUpdate,
  options: CallOptions,
): Promise<Reply<OAuthClient>> =>
  http.request(
    {
      method: "PUT",
      path: pathOf(clientId),
      body: { displayName, description },
      read: readOAuthClient,
    },
    options,
  );

/** Any 2xx is success, with or without a body, unless it is an HTML page. */
export const deleteOAuthClient = (
  http: Http,
  clientId: string,
  options: CallOptions,
): Promise<Reply<void>> =>
  http.request(
    { method: "DELETE", path: pathOf(clientId), ignoresBody: true, read: () => {} },
    options,
  );

const pathOf = (clientId: string): string => `${COLLECTION}/${encodeURIComponent(clientId)}`;
