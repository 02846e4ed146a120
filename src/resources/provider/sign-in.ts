// Whom the provider signs in as: which of the two kinds of credentials counts, and what is wrong with it. Pure.
import { NOT_ENABLED, PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import { normalizeBearer, type SignIn } from "../../client/index.js";
import {
  type Diagnostic,
  DiagnosticError,
  isUnknown,
  Secret,
  type Unknown,
} from "../../framework/index.js";
import type { Environment, ProviderConfig } from "./provider-config.js";
import { halfPair, missing, notEnabled, type Sourced, wrong } from "./setting-problems.js";

/** With everything known. */
export interface ConfiguredSignIn {
  readonly api_key: Secret | null;
  readonly oauth_client_id: string | null;
  readonly oauth_client_secret: Secret | null;
}

const NAMES = {
  api_key: "API key",
  user_bearer_token: "bearer token",
  oauth_client_id: "OAuth client ID",
  oauth_client_secret: "OAuth client secret",
} as const;

/** Undefined while one of them is unknown: none of them falls back to the environment then. */
export function knownSignIn(config: ProviderConfig): ConfiguredSignIn | undefined {
  const { api_key, oauth_client_id, oauth_client_secret } = config;
  if (isUnknown(api_key) || isUnknown(oauth_client_id) || isUnknown(oauth_client_secret))
    return undefined;
  return { api_key, oauth_client_id, oauth_client_secret };
}

/**
 * The configuration beats the environment. Where the environment has both kinds, the API key counts, as in the vendor's SDKs.
 *
 * @throws DiagnosticError for both kinds in the configuration, half a pair, none at all, or one that cannot be sent
 */
export function signInOf(config: ConfiguredSignIn, environment: Environment): SignIn {
  const { api_key, oauth_client_id, oauth_client_secret } = config;
  const isClient = oauth_client_id !== null || oauth_client_secret !== null;
  if (api_key !== null && isClient) throw bothKinds();
  if (isClient || (api_key === null && hasOnlyClient(environment)))
    return { oauthClient: oauthClientOf(config, environment) };
  const text = api_key?.reveal() ?? inEnvironment(environment, "api_key");
  if (text === undefined || text === "")
    throw missing(
      "api_key",
      `an API token with admin rights, or an OAuth client (${PROVIDER_ENVIRONMENT.oauth_client_id} and ${PROVIDER_ENVIRONMENT.oauth_client_secret})`,
    );
  return { apiKey: credentialOf("api_key", text) };
}

/** Only of what the configuration says by itself. */
export function configuredSignIn(config: ProviderConfig): void {
  const { api_key, oauth_client_id, oauth_client_secret } = config;
  const isClientId = typeof oauth_client_id === "string";
  const isClientSecret = oauth_client_secret instanceof Secret;
  if (api_key instanceof Secret && (isClientId || isClientSecret)) throw bothKinds();
  if (api_key instanceof Secret) credentialOf("api_key", api_key.reveal());
  if (isClientId) normalized("oauth_client_id", oauth_client_id);
  if (isClientSecret) credentialOf("oauth_client_secret", oauth_client_secret.reveal());
}

/** Null where the configuration decides, or the environment has one kind. */
export function bothInEnvironment(
  { api_key, oauth_client_id, oauth_client_secret }: ProviderConfig,
  environment: Environment,
): Diagnostic | null {
  const isConfigured = [api_key, oauth_client_id, oauth_client_secret].some((one) => one !== null);
  const { oauth_client_id: id, oauth_client_secret: secret, api_key: key } = PROVIDER_ENVIRONMENT;
  if (isConfigured || !has(environment, "api_key") || !hasClient(environment)) return null;
  return {
    severity: "warning",
    summary: "The environment has an API key and an OAuth client",
    detail: `The provider signs in with the API key of ${key}, as the vendor's SDKs do. To sign in as the OAuth client, unset ${key}. To sign in with the API key, unset ${id} and ${secret}.`,
  };
}

export function bearerOf(
  configured: Secret | null | Unknown,
  environment: Environment,
): Secret | null {
  const written = configured instanceof Secret ? configured.reveal() : undefined;
  const text = isUnknown(configured)
    ? undefined
    : (written ?? inEnvironment(environment, "user_bearer_token"));
  return text === undefined || text === "" ? null : credentialOf("user_bearer_token", text);
}

function oauthClientOf(config: ConfiguredSignIn, environment: Environment) {
  const id = config.oauth_client_id ?? inEnvironment(environment, "oauth_client_id") ?? "";
  const written = config.oauth_client_secret?.reveal();
  const secret = written ?? inEnvironment(environment, "oauth_client_secret") ?? "";
  if (secret === "") throw halfPair("oauth_client_id", "oauth_client_secret");
  if (id === "") throw halfPair("oauth_client_secret", "oauth_client_id");
  return {
    // People copy its username from a list of admins.
    clientId: normalized("oauth_client_id", id).replace(/^service-account-/, ""),
    clientSecret: credentialOf("oauth_client_secret", secret),
  };
}

const inEnvironment = (environment: Environment, attribute: Sourced): string | undefined =>
  environment[PROVIDER_ENVIRONMENT[attribute]];

const has = (environment: Environment, attribute: Sourced): boolean =>
  (inEnvironment(environment, attribute) ?? "") !== "";

const hasClient = (environment: Environment): boolean =>
  has(environment, "oauth_client_id") || has(environment, "oauth_client_secret");

const hasOnlyClient = (environment: Environment): boolean =>
  hasClient(environment) && !has(environment, "api_key");

function credentialOf(
  attribute: "api_key" | "user_bearer_token" | "oauth_client_secret",
  text: string,
): Secret {
  if (text === NOT_ENABLED) throw notEnabled(attribute);
  return new Secret(normalized(attribute, text));
}

function normalized(attribute: keyof typeof NAMES, text: string): string {
  try {
    return normalizeBearer(text, NAMES[attribute]);
  } catch (error) {
    throw wrong(attribute, error);
  }
}

const bothKinds = (): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "Two ways to sign in",
    detail:
      "The provider block has api_key, and oauth_client_id or oauth_client_secret, expected one kind: an API key, or the ID and the secret of an OAuth client. Remove the other.",
    attribute: ["api_key"],
  });
