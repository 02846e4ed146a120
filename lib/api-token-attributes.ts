// What Atlan tells of an API token, said once for the resource, the lookup and the list.
import type { IResolvable } from "cdktf";
import type { AtlanPrincipalAttributes } from "./principal-attributes";

/** Everything about an API token but its secret, which Atlan shows only once. */
export interface AtlanApiTokenAttributes extends AtlanPrincipalAttributes {
  /** How long the token lives, in seconds from its creation. */
  readonly validitySeconds: number;
  /** When the token expires, RFC 3339 in UTC; null when it never does. */
  readonly expiresAt: string;
  /** Whether the token had expired, by the tenant's clock, when it was last read. */
  readonly expired: IResolvable;
}
