// What every entry exports: constructs, their props, and the constants of the schema.
export { AtlanApiToken } from "./api-token";
export type { AtlanApiTokenAttributes } from "./api-token-attributes";
export type { AtlanApiTokenProps } from "./api-token-props";
export type { AtlanApiTokenRecord } from "./api-token-record";
export { AtlanCollectionEditor, type AtlanCollectionEditorProps } from "./collection-editor";
export { AtlanCollectionViewer, type AtlanCollectionViewerProps } from "./collection-viewer";
export { AtlanConnectionAdmin, type AtlanConnectionAdminProps } from "./connection-admin";
export { DataAtlanApiToken, type DataAtlanApiTokenProps } from "./data-api-token";
export { DataAtlanApiTokens, type DataAtlanApiTokensProps } from "./data-api-tokens";
export { DataAtlanCollection, type DataAtlanCollectionProps } from "./data-collection";
export {
  type AtlanConnectionName,
  DataAtlanConnection,
  type DataAtlanConnectionProps,
} from "./data-connection";
export { DataAtlanCurrentUser, type DataAtlanCurrentUserProps } from "./data-current-user";
export { DataAtlanOauthClient, type DataAtlanOauthClientProps } from "./data-oauth-client";
export { DataAtlanOauthClients, type DataAtlanOauthClientsProps } from "./data-oauth-clients";
export { DataAtlanPersona, type DataAtlanPersonaProps } from "./data-persona";
export { DataAtlanPersonas, type DataAtlanPersonasProps } from "./data-personas";
export { DataAtlanRole, type DataAtlanRoleProps } from "./data-role";
export { type AtlanRoleRecord, DataAtlanRoles, type DataAtlanRolesProps } from "./data-roles";
export { DataAtlanUser, type DataAtlanUserProps } from "./data-user";
export type {
  AtlanAssetGrantProps,
  AtlanGrantOptions,
  IAtlanGrantee,
  IAtlanLinkable,
} from "./grant-props";
export type {
  IAtlanCollection,
  IAtlanConnection,
  IAtlanPersona,
  IAtlanRole,
} from "./granted-objects";
export type {
  AtlanListProps,
  AtlanLookupOptions,
  AtlanPrincipalLookupProps,
} from "./lookup-props";
export { AtlanOauthClient } from "./oauth-client";
export type { AtlanOauthClientAttributes } from "./oauth-client-attributes";
export type { AtlanOauthClientProps } from "./oauth-client-props";
export type { AtlanOauthClientRecord } from "./oauth-client-record";
export type {
  AtlanDataPolicy,
  AtlanGlossaryPolicy,
  AtlanMetadataPolicy,
  AtlanPolicy,
} from "./persona-policy";
export type { AtlanPersonaRecord } from "./persona-record";
export type { AtlanPrincipalAttributes, AtlanPrincipalIdentity } from "./principal-attributes";
export type { IAtlanApiToken, IAtlanOauthClient, IAtlanPrincipal } from "./principal-grants";
export type { AtlanPrincipalProps } from "./principal-props";
export { AtlanProvider, type AtlanProviderProps } from "./provider";
export type { AtlanRecordList } from "./record-list";
export type {
  AtlanOauthClientRotation,
  AtlanOauthClientRotationOutputReference,
  AtlanRetiringPrincipal,
  AtlanRotation,
  AtlanRotationOutputReference,
} from "./rotation";
export { DEFAULT_OVERLAP_SECONDS, MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "./schema";
export type {
  AtlanDataSourceTimeouts,
  AtlanDataSourceTimeouts as DataAtlanApiTokenTimeouts,
  AtlanResourceTimeouts,
  AtlanResourceTimeouts as AtlanApiTokenTimeouts,
} from "./timeouts";
export { AtlanTokenDelivery, type AtlanTokenDeliveryProps } from "./token-delivery";
export {
  AtlanTokenPersonaBinding,
  type AtlanTokenPersonaBindingProps,
} from "./token-persona-binding";
export { AtlanTokenRetirement, type AtlanTokenRetirementProps } from "./token-retirement";
