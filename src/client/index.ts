// The client over Atlan's REST API: everything the resources may use of it.
export type { ApiToken, ApiTokenPage, CreatedApiToken } from "./api-token-record.js";
export {
  type ApiTokenChange,
  type ApiTokenQuery,
  type ApiTokenUpdate,
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
export { BaseUrlError, type BaseUrlProblem, parseBaseUrl } from "./base-url.js";
export { BearerError, normalizeBearer } from "./bearer.js";
export { type AtlanClient, type ClientLog, type ClientOptions, createClient } from "./client.js";
export {
  type Entity,
  type EntityChange,
  type Mutation,
  type PrincipalList,
  readEntity,
  writePrincipals,
} from "./entities.js";
export { type AtlanErrorKind, ERROR_KINDS } from "./error-kinds.js";
export type { Call, CallOptions, Http, Query, Reply, RetryRule } from "./http.js";
export type { LinkedPersona } from "./linked-persona.js";
export { MalformedBodyError } from "./malformed-body-error.js";
export type {
  DataPolicy,
  GlossaryPolicy,
  MetadataPolicy,
  Persona,
  PersonaPage,
} from "./persona-record.js";
export { listPersonas } from "./personas.js";
export type { Edge } from "./private/edge.js";
export { AtlanRequestError, type RequestFailure } from "./request-error.js";
export { type AssetTerms, searchAssets } from "./search.js";
export { listStructTypedefs } from "./typedefs.js";
export {
  type CurrentUser,
  currentUser,
  listUsers,
  type User,
  type UserPage,
  type UserQuery,
  type WhoAmI,
  whoami,
} from "./users.js";
