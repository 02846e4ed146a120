// From the provider block and the environment to what the client needs; what is missing or wrong is said with its name.
import {
  NOT_ENABLED,
  PROVIDER_DEFAULTS,
  PROVIDER_ENVIRONMENT,
  type provider,
} from "../../../lib/schema/index.js";
import {
  BaseUrlError,
  BearerError,
  isLoopback,
  normalizeBearer,
  parseBaseUrl,
} from "../../client/index.js";
import {
  type ConfigOf,
  type Diagnostic,
  DiagnosticError,
  isUnknown,
  Secret,
  type Unknown,
} from "../../framework/index.js";

import { IMPORT_SECRETS_FILE } from "../one-time-secret/import-secrets.js";

export type Environment = { readonly [name: string]: string | undefined };
export type ProviderConfig = ConfigOf<(typeof provider)["attributes"]>;

export interface Settings {
  readonly baseUrl: URL;
  readonly apiKey: Secret;
  readonly userBearerToken: Secret | null;
  readonly maxRetries: number;
  /** 0: as many as there are. */
  readonly maxRequestsPerMinute: number;
  readonly requestTimeoutMs: number;
  readonly maxConcurrentRequests: number;
  /** 0: never. */
  readonly warnBeforeExpirySeconds: number;
  /** Other addresses of the same tenant. */
  readonly acceptFromTenants: readonly URL[];
  /** The path of a file with secrets of what is imported; null: there is none. */
  readonly importSecretsFile: string | null;
}

/**
 * @returns null while base URL or API key are unknown: they never fall back to the environment then.
 * @throws DiagnosticError with everything that is missing or wrong
 */
export function readSettings(config: ProviderConfig, environment: Environment): Settings | null {
  const { base_url, api_key, user_bearer_token } = config;
  if (isUnknown(base_url) || isUnknown(api_key)) return null;
  const problems: Diagnostic[] = [];
  const baseUrl = collect(problems, () => baseUrlOf(base_url, environment));
  const apiKey = collect(problems, () => apiKeyOf(api_key, environment));
  const userBearerToken = collect(problems, () => bearerOf(user_bearer_token, environment));
  const acceptFromTenants = collect(problems, () => acceptedOf(config.accept_from_tenants));
  if (
    baseUrl === undefined ||
    apiKey === undefined ||
    userBearerToken === undefined ||
    acceptFromTenants === undefined
  ) {
    throw new DiagnosticError(...problems);
  }
  return {
    baseUrl,
    apiKey,
    userBearerToken,
    maxRetries: numberOf(config, "max_retries"),
    maxRequestsPerMinute: requestsPerMinuteOf(config, baseUrl),
    requestTimeoutMs: numberOf(config, "request_timeout_seconds") * 1000,
    maxConcurrentRequests: numberOf(config, "max_concurrent_requests"),
    warnBeforeExpirySeconds: numberOf(config, "warn_before_expiry_seconds"),
    acceptFromTenants,
    importSecretsFile: environment[IMPORT_SECRETS_FILE] || null,
  };
}

/** A problem with a value that is written in the configuration, found without the environment. */
export function configProblems(config: ProviderConfig): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const { base_url, api_key, user_bearer_token } = config;
  if (typeof base_url === "string") collect(problems, () => baseUrlOf(base_url, {}));
  if (api_key instanceof Secret) collect(problems, () => apiKeyOf(api_key, {}));
  if (user_bearer_token instanceof Secret) collect(problems, () => bearerOf(user_bearer_token, {}));
  collect(problems, () => acceptedOf(config.accept_from_tenants));
  return problems;
}

function collect<T>(problems: Diagnostic[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    problems.push(...error.diagnostics);
    return undefined;
  }
}

function baseUrlOf(configured: string | null, environment: Environment): URL {
  const text = configured ?? environment[PROVIDER_ENVIRONMENT.base_url];
  if (text === undefined || text === "")
    throw missing("base_url", "the tenant's address, https://<tenant>.atlan.com");
  try {
    return parseBaseUrl(text);
  } catch (error) {
    throw wrong("base_url", error);
  }
}

/** What is unknown yet is not accepted yet. */
function acceptedOf(configured: ProviderConfig["accept_from_tenants"]): readonly URL[] {
  if (configured === null || isUnknown(configured)) return [];
  return configured.flatMap((text) => {
    if (isUnknown(text)) return [];
    try {
      return [parseBaseUrl(text)];
    } catch (error) {
      throw wrongAddress(error);
    }
  });
}

function apiKeyOf(configured: Secret | null, environment: Environment): Secret {
  const text = configured?.reveal() ?? environment[PROVIDER_ENVIRONMENT.api_key];
  if (text === undefined || text === "") throw missing("api_key", "an API token with admin rights");
  return credential("api_key", text);
}

function bearerOf(configured: Secret | null | Unknown, environment: Environment): Secret | null {
  const written = configured instanceof Secret ? configured.reveal() : undefined;
  const text = isUnknown(configured)
    ? undefined
    : (written ?? environment[PROVIDER_ENVIRONMENT.user_bearer_token]);
  return text === undefined || text === "" ? null : credential("user_bearer_token", text);
}

const CREDENTIAL_NAMES = { api_key: "API key", user_bearer_token: "bearer token" } as const;

function credential(attribute: "api_key" | "user_bearer_token", text: string): Secret {
  if (text === NOT_ENABLED) throw notEnabled(attribute);
  try {
    return new Secret(normalizeBearer(text, CREDENTIAL_NAMES[attribute]));
  } catch (error) {
    throw wrong(attribute, error);
  }
}

function numberOf(config: ProviderConfig, attribute: keyof typeof PROVIDER_DEFAULTS): number {
  const value = config[attribute];
  return typeof value === "number" ? value : PROVIDER_DEFAULTS[attribute];
}

/** A tenant on this machine limits nobody, unless a person says so. */
function requestsPerMinuteOf(config: ProviderConfig, { hostname }: URL): number {
  const isLeftOut = typeof config.max_requests_per_minute !== "number";
  return isLeftOut && isLoopback(hostname) ? 0 : numberOf(config, "max_requests_per_minute");
}

type Sourced = keyof typeof PROVIDER_ENVIRONMENT;

const missing = (attribute: Sourced, what: string): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: `Missing ${attribute}`,
    detail:
      `The provider needs ${what}. Set the environment variable ${PROVIDER_ENVIRONMENT[attribute]}, or ${attribute} in the provider block.\n\n` +
      "To try it without an account, run the same command after `npx cdktf-provider-atlan tenant --`.",
    attribute: [attribute],
  });

function wrong(attribute: Sourced, error: unknown): DiagnosticError {
  if (!(error instanceof BaseUrlError || error instanceof BearerError)) throw error;
  return new DiagnosticError({
    severity: "error",
    summary: `Invalid ${attribute}`,
    detail: `${error.message}.\n\nIt comes from ${attribute} in the provider block or, without that, from the environment variable ${PROVIDER_ENVIRONMENT[attribute]}.`,
    attribute: [attribute],
  });
}

const notEnabled = (attribute: Sourced): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: `Invalid ${attribute}`,
    detail: `${attribute} is what an ephemeral atlan_api_token has for its access_token while it is not enabled, so that no request can be sent.\n\nA provider block is used in plans and in destroy, too, where terraform.applying is false: set enabled = true on that token.`,
    attribute: [attribute],
  });

function wrongAddress(error: unknown): DiagnosticError {
  if (!(error instanceof BaseUrlError)) throw error;
  return new DiagnosticError({
    severity: "error",
    summary: "Invalid accept_from_tenants",
    detail: `${error.message}.`,
    attribute: ["accept_from_tenants"],
  });
}
