// What stacks import: constructs, their props, and the constants of the schema.
export { AtlanApiToken } from "./api-token";
export type { AtlanApiTokenProps, AtlanApiTokenTimeouts, IAtlanApiToken } from "./api-token-props";
export {
  DataAtlanApiToken,
  type DataAtlanApiTokenProps,
  type DataAtlanApiTokenTimeouts,
} from "./data-api-token";
export type { IAtlanPersona } from "./persona";
export { AtlanProvider, type AtlanProviderProps } from "./provider";
export { MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "./schema";
