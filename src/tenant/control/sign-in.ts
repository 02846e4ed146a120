// The variables with which programs sign in to a tenant, and as lines for a shell.
import type { Credentials } from "../state/tenant-state.js";
import type { TenantEnvironment, TenantOAuthEnvironment } from "./tenant-environment.js";

type SignIn = Credentials & {
  env(): TenantEnvironment;
  oauthEnv(): TenantOAuthEnvironment;
};

/** At an address by which the tenant is reached. */
export function signInAt(
  ATLAN_BASE_URL: string,
  { apiKey, userBearerToken, oauthClientId, oauthClientSecret }: Credentials,
): SignIn {
  const ATLAN_USER_BEARER_TOKEN = userBearerToken;
  return {
    apiKey,
    userBearerToken,
    oauthClientId,
    oauthClientSecret,
    env: () => ({ ATLAN_BASE_URL, ATLAN_API_KEY: apiKey, ATLAN_USER_BEARER_TOKEN }),
    oauthEnv: () => ({
      ATLAN_BASE_URL,
      ATLAN_OAUTH_CLIENT_ID: oauthClientId,
      ATLAN_OAUTH_CLIENT_SECRET: oauthClientSecret,
      ATLAN_USER_BEARER_TOKEN,
    }),
  };
}

const PLAIN = /^[\w@%+=:,./-]+$/;
const quotedForShell = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A line each. */
export const exportsOf = (variables: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(variables).map(([name, value]) => `export ${name}=${quotedForShell(value)}`);
