// Every schema of the provider, by name and in lists: plugin and constructs take them by name, docs and guard tests walk the lists.
import { apiToken } from "./api-token";
import { collectionEditor, collectionViewer, connectionAdmin } from "./asset-grants";
import { dataApiToken } from "./data-api-token";
import { dataApiTokens } from "./data-api-tokens";
import { dataCollection } from "./data-collection";
import { dataConnection } from "./data-connection";
import { dataCurrentUser } from "./data-current-user";
import { dataOauthClient } from "./data-oauth-client";
import { dataOauthClients } from "./data-oauth-clients";
import { dataPersona } from "./data-persona";
import { dataPersonas } from "./data-personas";
import { dataRole } from "./data-role";
import { dataRoles } from "./data-roles";
import { dataUser } from "./data-user";
import { ephemeralApiToken } from "./ephemeral-api-token";
import { oauthClient } from "./oauth-client";
import { provider } from "./provider";
import { tokenPersonaBinding } from "./token-persona-binding";
import { tokenRetirement } from "./token-retirement";
import { unsealedToken } from "./unsealed-token";

export { apiToken } from "./api-token";
export { collectionEditor, collectionViewer, connectionAdmin } from "./asset-grants";
export * from "./core";
export { dataApiToken } from "./data-api-token";
export { dataApiTokens } from "./data-api-tokens";
export { dataCollection } from "./data-collection";
export { dataConnection } from "./data-connection";
export { dataCurrentUser } from "./data-current-user";
export { dataOauthClient } from "./data-oauth-client";
export { dataOauthClients } from "./data-oauth-clients";
export { dataPersona } from "./data-persona";
export { dataPersonas } from "./data-personas";
export { dataRole } from "./data-role";
export { dataRoles } from "./data-roles";
export { dataUser } from "./data-user";
export { ephemeralApiToken, NOT_ENABLED } from "./ephemeral-api-token";
export { MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "./lifetime";
export { oauthClient } from "./oauth-client";
export { PRODUCT, PROVIDER_SOURCE } from "./product";
export { PROVIDER_DEFAULTS, PROVIDER_ENVIRONMENT, provider } from "./provider";
export {
  type clientRotation,
  clientRotationSettings,
  DEFAULT_OVERLAP_SECONDS,
  ownOfSuccessor,
  type retiringPrincipal,
  type rotation,
  rotationSettings,
} from "./rotation";
export { type DeclaredRotation, type RotationFinding, rotationFindings } from "./rotation-problems";
export { tokenPersonaBinding } from "./token-persona-binding";
export { tokenRetirement } from "./token-retirement";
export { unsealedToken } from "./unsealed-token";

export const resourceSchemas = [
  apiToken,
  collectionEditor,
  collectionViewer,
  connectionAdmin,
  oauthClient,
  tokenPersonaBinding,
  tokenRetirement,
] as const;
export const dataSourceSchemas = [
  dataApiToken,
  dataApiTokens,
  dataCollection,
  dataConnection,
  dataCurrentUser,
  dataOauthClient,
  dataOauthClients,
  dataPersona,
  dataPersonas,
  dataRole,
  dataRoles,
  dataUser,
] as const;
export const ephemeralResourceSchemas = [ephemeralApiToken, unsealedToken] as const;
export const providerSchema = provider;
