// Every schema of the provider, in one list: the plugin serves it, the docs print it, the guard tests walk it.
import { apiToken } from "./api-token";
import { dataApiToken } from "./data-api-token";
import { provider } from "./provider";

export { apiToken } from "./api-token";
export { dataApiToken } from "./data-api-token";
export { PROVIDER_ENVIRONMENT, PROVIDER_SOURCE, provider } from "./provider";
export { applyRule, type Finding, type Rule } from "./rules";
export * from "./schema";
export { MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "./validity";

export const resourceSchemas = [apiToken] as const;
export const dataSourceSchemas = [dataApiToken] as const;
export const providerSchema = provider;
