// Whom the provider signs in as in the acceptance tests: with the tenant's API key, or as its OAuth client.
import type { Tenant } from "../../../src/tenant/index.js";

export type SignIn = "api_key" | "oauth_client";

const only = process.env.SIGN_IN;

/** `SIGN_IN=oauth_client` plays every story of tokens and grants as the OAuth client. */
export const signIn: SignIn = only === "oauth_client" ? "oauth_client" : "api_key";

/** Those of stories that it may change: `SIGN_IN` names the only one. */
export const signIns: readonly SignIn[] =
  only === undefined ? ["api_key", "oauth_client"] : [signIn];

/** What the provider reads. */
export const environmentOf = (tenant: Tenant, as: SignIn): Readonly<Record<string, string>> =>
  as === "oauth_client" ? tenant.oauthEnv() : tenant.env();
