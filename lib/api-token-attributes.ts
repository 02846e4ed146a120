// What Atlan tells of an API token, said once for the resource, the lookup and the list.
import type { IResolvable } from "cdktf";

/** What names an API token, and every principal that carries its rights. */
export interface AtlanApiTokenIdentity {
  /** The token's GUID. */
  readonly id: string;
  /** The token's client ID, `apikey-…`. */
  readonly clientId: string;
  /** The principal's name, `service-account-apikey-…`: what grants take. */
  readonly username: string;
  /** The GUIDs of every principal that carries this token's rights now. */
  readonly activeIds: string[];
  /** The usernames of every principal that carries this token's rights now. */
  readonly activeUsernames: string[];
}

/** Everything about an API token but its secret, which Atlan shows only once. */
export interface AtlanApiTokenAttributes extends AtlanApiTokenIdentity {
  /** The name people see in Atlan. */
  readonly displayName: string;
  /** What the token is for. */
  readonly description: string;
  /** The personas the token is linked to, by qualified name. */
  readonly personaQualifiedNames: string[];
  /** How long the token lives, in seconds from its creation. */
  readonly validitySeconds: number;
  /** When the token was created, RFC 3339 in UTC; null when the tenant does not say. */
  readonly createdAt: string;
  /** The creator's username; null when the tenant does not say. */
  readonly createdBy: string;
  /** When the token expires, RFC 3339 in UTC; null when it never does. */
  readonly expiresAt: string;
  /** Whether the token had expired, by the tenant's clock, when it was last read. */
  readonly expired: IResolvable;
}
