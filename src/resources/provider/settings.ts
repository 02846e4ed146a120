// From the provider block and the environment to what the client needs; what is missing or wrong is said with its name.
import { PROVIDER_DEFAULTS, PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import {
  ALLOW_HTTP_HOST,
  isLoopback,
  namesHost,
  parseBaseUrl,
  type SignIn,
} from "../../client/index.js";
import { type Diagnostic, DiagnosticError, isUnknown, Secret } from "../../framework/index.js";
import { IMPORT_SECRETS_FILE } from "../one-time-secret/import-secrets.js";
import type { Environment, ProviderConfig } from "./provider-config.js";
import { missing, wrong, wrongAddress } from "./setting-problems.js";
import { bearerOf, configuredSignIn, knownSignIn, signInOf } from "./sign-in.js";

export interface Settings {
  readonly baseUrl: URL;
  readonly signIn: SignIn;
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
 * @returns null while the base URL or a credential to sign in with is unknown: none falls back to the environment then.
 * @throws DiagnosticError with everything that is missing or wrong
 */
export function readSettings(config: ProviderConfig, environment: Environment): Settings | null {
  const { base_url, user_bearer_token } = config;
  const known = knownSignIn(config);
  if (isUnknown(base_url) || known === undefined) return null;
  const problems: Diagnostic[] = [];
  const allowedHost = environment[ALLOW_HTTP_HOST];
  const baseUrl = collect(problems, () =>
    baseUrlOf(base_url, environment, (hostname) => namesHost(allowedHost, hostname)),
  );
  const signIn = collect(problems, () => signInOf(known, environment));
  const userBearerToken = collect(problems, () => bearerOf(user_bearer_token, environment));
  const acceptFromTenants = collect(problems, () => acceptedOf(config.accept_from_tenants));
  if (
    baseUrl === undefined ||
    signIn === undefined ||
    userBearerToken === undefined ||
    acceptFromTenants === undefined
  ) {
    throw new DiagnosticError(...problems);
  }
  return {
    baseUrl,
    signIn,
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
  const { base_url, user_bearer_token } = config;
  if (typeof base_url === "string") collect(problems, () => baseUrlOf(base_url, {}, perhaps));
  collect(problems, () => configuredSignIn(config));
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

/** Only the environment tells which host may be spoken to over plain HTTP. */
const perhaps = () => true;

function baseUrlOf(
  configured: string | null,
  environment: Environment,
  allowsHttp: (hostname: string) => boolean,
): URL {
  const text = configured ?? environment[PROVIDER_ENVIRONMENT.base_url];
  if (text === undefined || text === "")
    throw missing("base_url", "the tenant's address, https://<tenant>.atlan.com");
  try {
    return parseBaseUrl(text, allowsHttp);
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
      return [parseBaseUrl(text, perhaps)];
    } catch (error) {
      throw wrongAddress(error);
    }
  });
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
