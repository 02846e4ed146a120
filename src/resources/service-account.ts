// The username of a principal that is no person: an API token's, an OAuth client's, or another service account's.

import type { CredentialName } from "../client/index.js";

export const isServiceAccount = (username: string): boolean =>
  username.startsWith("service-account-");

export const isApiToken = (username: string): boolean =>
  username.startsWith("service-account-apikey-");

export const isOAuthClient = (username: string): boolean =>
  username.startsWith("service-account-oauth-client-");

/** What messages call the credential of whoever the provider is, where only the username is at hand. */
export const ownCredentialName = (username: string): CredentialName =>
  isOAuthClient(username) ? "OAuth client" : "API key";
