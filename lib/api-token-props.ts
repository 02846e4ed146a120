// What a stack may say about an API token.
import type { IResolvable } from "cdktf";
import type { IAtlanPersona } from "./granted-objects";
import type { AtlanPrincipalProps } from "./principal-props";
import type { AtlanRotation } from "./rotation";

/** An API token as you want it. Sealed, its secret is `sealedAccessToken`, and `accessToken` is null. */
export interface AtlanApiTokenProps extends AtlanPrincipalProps {
  /**
   * The personas the token is linked to: objects, or qualified names. An empty list takes every link away.
   *
   * @default - the links are not managed by this construct, so persona bindings may manage them
   */
  readonly personas?: (IAtlanPersona | string)[];
  /**
   * How long the token lives, in seconds from its creation: 1 to `MAX_VALIDITY_SECONDS`, or exactly `NEVER_EXPIRES`; one that
   * is imported may have another. Fixed at creation, so a change replaces the token.
   *
   * @default - a new token lives for `MAX_VALIDITY_SECONDS` (five years), an imported one keeps what it has
   */
  readonly validitySeconds?: number;
  /**
   * Whether create waits until the new token itself is accepted by Atlan. A rotation always waits for it.
   *
   * @default - create waits
   */
  readonly waitUntilReady?: boolean | IResolvable;
  /**
   * Whether an expired token is replaced by the next apply.
   *
   * @default - an expired token is replaced; with `false` the plan only warns
   */
  readonly replaceWhenExpired?: boolean | IResolvable;
  /**
   * Rotates the secret: a successor takes over, with the same rights, while the predecessor goes on working for a while.
   * Then expiry, and a change of `validitySeconds`, rotate instead of replacing.
   *
   * @default - the secret stays until the token is replaced
   */
  readonly rotation?: AtlanRotation;
}
