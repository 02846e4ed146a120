// Whom the provider signs in as in the acceptance tests: with the tenant's API key, or as its OAuth client.
import type { Tenant } from "../../../src/tenant/index.js";

export type SignIn = "api_key" | "oauth_client";

/** `SIGN_IN=oauth_client` plays every story of tokens and grants as the OAuth client. */
export const signIn: SignIn = process.env.SIGN_IN === "oauth_client" ? "oauth_client" : "api_key";

/** What the provider reads. */
export const environmentOf = (tenant: Tenant, as: SignIn): Readonly<Record<string, string>> =>
  as === "oauth_client" ? tenant.oauthEnv() : tenant.env();
