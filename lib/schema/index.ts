// Every schema of the provider, in one list: the plugin serves it, the docs print it, the guard tests walk it.
import { apiToken } from "./api-token";
import { dataApiToken } from "./data-api-token";
import { provider } from "./provider";

export { apiToken } from "./api-token";
export { collectionEditor } from "./collection-editor";
export { collectionViewer } from "./collection-viewer";
export { connectionAdmin } from "./connection-admin";
export { dataApiToken } from "./data-api-token";
export { dataApiTokens } from "./data-api-tokens";
export { dataCollection } from "./data-collection";
export { dataConnection } from "./data-connection";
export { dataCurrentUser } from "./data-current-user";
export { dataPersona } from "./data-persona";
export { dataPersonas } from "./data-personas";
export { dataUser } from "./data-user";
export { PROVIDER_ENVIRONMENT, PROVIDER_SOURCE, provider } from "./provider";
export { applyRule, type Finding, type Rule } from "./rules";
export * from "./schema";
export { tokenPersonaBinding } from "./token-persona-binding";
export { MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "./validity";

export const resourceSchemas = [apiToken] as const;
export const dataSourceSchemas = [dataApiToken] as const;
export const providerSchema = provider;
