// What every entry exports: constructs, their props, and the constants of the schema.
export { AtlanApiToken } from "./api-token";
export type { AtlanApiTokenAttributes, AtlanApiTokenIdentity } from "./api-token-attributes";
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
export { DataAtlanPersona, type DataAtlanPersonaProps } from "./data-persona";
export { DataAtlanPersonas, type DataAtlanPersonasProps } from "./data-personas";
export { DataAtlanUser, type DataAtlanUserProps } from "./data-user";
export type { AtlanAssetGrantProps, AtlanGrantOptions, IAtlanGrantee } from "./grant-props";
export type { IAtlanCollection, IAtlanConnection, IAtlanPersona } from "./granted-objects";
export type { AtlanListProps, AtlanLookupOptions } from "./lookup-props";
export type {
  AtlanDataPolicy,
  AtlanGlossaryPolicy,
  AtlanMetadataPolicy,
  AtlanPolicy,
} from "./persona-policy";
export type { AtlanPersonaRecord } from "./persona-record";
export { AtlanProvider, type AtlanProviderProps } from "./provider";
export type { AtlanRecordList } from "./record-list";
export type {
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
export type { IAtlanApiToken } from "./token-grants";
export {
  AtlanTokenPersonaBinding,
  type AtlanTokenPersonaBindingProps,
} from "./token-persona-binding";
export { AtlanTokenRetirement, type AtlanTokenRetirementProps } from "./token-retirement";
