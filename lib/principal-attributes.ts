// What Atlan tells of any principal that a stack manages or looks up, API token or OAuth client.

/** What names a principal, and every principal that carries its rights. */
export interface AtlanPrincipalIdentity {
  /** The GUID. */
  readonly id: string;
  /** The client ID, `apikey-…` or `oauth-client-…`. */
  readonly clientId: string;
  /** The principal's name, `service-account-` and the client ID: what grants take. */
  readonly username: string;
  /** The GUIDs of every principal that carries its rights now. */
  readonly activeIds: string[];
  /** The usernames of every principal that carries its rights now. */
  readonly activeUsernames: string[];
}

/** Everything about a principal of either kind but its secret, which Atlan shows only once. */
export interface AtlanPrincipalAttributes extends AtlanPrincipalIdentity {
  /** The name people see in Atlan. */
  readonly displayName: string;
  /** What it is for. */
  readonly description: string;
  /** The personas it is linked to, by qualified name. */
  readonly personaQualifiedNames: string[];
  /** When it was created, RFC 3339 in UTC; null when the tenant does not say. */
  readonly createdAt: string;
  /** The creator's username; null when the tenant does not say. */
  readonly createdBy: string;
}
