// The username of a principal that is no person: an API token's, or another service account's.

export const isServiceAccount = (username: string): boolean =>
  username.startsWith("service-account-");
