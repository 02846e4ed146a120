// The client over Atlan's REST API: everything the resources may use of it.

export { ALLOW_HTTP_HOST, namesHost } from "./allowed-http.js";
export type { ApiToken } from "./api-token-record.js";
export {
  createApiToken,
  deleteApiToken,
  listApiTokens,
  type NewApiToken,
  updateApiToken,
} from "./api-tokens.js";
export {
  type Asset,
  type AssetKind,
  type CollectionAsset,
  type ConnectionAsset,
  collectionAsset,
  connectionAsset,
  type PersonaAsset,
  personaAsset,
} from "./asset-record.js";
export { BaseUrlError, isLoopback, parseBaseUrl } from "./base-url.js";
export { BearerError, normalizeBearer } from "./bearer.js";
export { type AtlanClient, type ClientOptions, createClient, type SignIn } from "./client.js";
export type { CredentialName } from "./credential.js";
export { lifeOf } from "./credential-expiry.js";
export { readEntity, writePrincipals } from "./entities.js";
export type { Entity, PrincipalList } from "./entity-record.js";
export type { AtlanErrorKind } from "./error-kinds.js";
export { AtlanRequestError } from "./failure.js";
export { ProxyError } from "./fault.js";
export { fieldsOf, type JsonObject, MalformedBodyError } from "./json.js";
export type { OAuthClient } from "./oauth-client-record.js";
export {
  createOAuthClient,
  deleteOAuthClient,
  listOAuthClients,
  readOneOAuthClient,
  updateOAuthClient,
} from "./oauth-clients.js";
export { accessTokenCall } from "./oauth-tokens.js";
export type { DataPolicy, GlossaryPolicy, MetadataPolicy, Persona } from "./persona-record.js";
export { listPersonas } from "./personas.js";
export { proxyFor } from "./proxy.js";
export type { ListQuery, RecordPage } from "./record-list.js";
export { redactorOf } from "./redact.js";
export type { Call, CallOptions, Http, HttpResponse, Priority, Query, Reply } from "./request.js";
export { listRoles, type Role } from "./roles.js";
export {
  type AssetTerms,
  countVisibleAssets,
  type OwnedAssets,
  searchAssets,
  searchHeldAssets,
  searchOwnedAssets,
} from "./search.js";
export { readTrust } from "./trust.js";
export { listStructTypedefs } from "./typedefs.js";
export { currentUser, listUsers, type User } from "./users.js";
