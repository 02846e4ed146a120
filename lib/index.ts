// What stacks import: constructs, their props, and the constants of the schema.
export { AtlanApiToken } from "./api-token";
export type { AtlanApiTokenProps, IAtlanApiToken } from "./api-token-props";
export { DataAtlanApiToken, type DataAtlanApiTokenProps } from "./data-api-token";
export type { IAtlanPersona } from "./persona";
export { AtlanProvider, type AtlanProviderProps } from "./provider";
export { MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "./schema";
export type {
  AtlanDataSourceTimeouts,
  AtlanDataSourceTimeouts as DataAtlanApiTokenTimeouts,
  AtlanResourceTimeouts,
  AtlanResourceTimeouts as AtlanApiTokenTimeouts,
} from "./timeouts";
