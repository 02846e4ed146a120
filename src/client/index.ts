// The client over Atlan's REST API: everything the resources may use of it.
export type { ApiToken, CreatedApiToken } from "./api-token-record.js";
export {
  apiTokenListTarget,
  createApiToken,
  deleteApiToken,
  listApiTokens,
  type NewApiToken,
  updateApiToken,
} from "./api-tokens.js";
export {
  type Asset,
  type AssetKind,
  collectionAsset,
  connectionAsset,
  personaAsset,
} from "./asset-record.js";
export { BaseUrlError, parseBaseUrl } from "./base-url.js";
export { BearerError, normalizeBearer } from "./bearer.js";
export { type AtlanClient, type ClientOptions, createClient } from "./client.js";
export { type Entity, type PrincipalList, readEntity, writePrincipals } from "./entities.js";
export type { AtlanErrorKind } from "./error-kinds.js";
export type { CallOptions, Http, Priority, Reply } from "./http.js";
export { MalformedBodyError } from "./malformed-body-error.js";
export type {
  DataPolicy,
  GlossaryPolicy,
  MetadataPolicy,
  Persona,
  PersonaPage,
} from "./persona-record.js";
export { listPersonas } from "./personas.js";
export { AtlanRequestError } from "./request-error.js";
export { type AssetTerms, searchAssets } from "./search.js";
export { listStructTypedefs } from "./typedefs.js";
export { currentUser, listUsers, type User, whoami } from "./users.js";
