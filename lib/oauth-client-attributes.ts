// What Atlan tells of an OAuth client, said once for the resource, the lookup and the list.
import type { AtlanPrincipalAttributes } from "./principal-attributes";

/** Everything about an OAuth client but its secret, which Atlan shows only once. */
export interface AtlanOauthClientAttributes extends AtlanPrincipalAttributes {
  /** The name of the client's role, such as `$admin`; null when the tenant does not say. */
  readonly roleName: string;
  /** How long an access token lives that the client is given, in seconds; null when the tenant does not say. */
  readonly tokenExpirySeconds: number;
}
