// What a stack may say about an API token.
import type { IResolvable, TerraformMetaArguments } from "cdktf";
import type { IAtlanPersona } from "./granted-objects";
import type { AtlanRotation } from "./rotation";
import type { AtlanResourceTimeouts } from "./timeouts";

/** An API token as you want it. */
export interface AtlanApiTokenProps extends TerraformMetaArguments {
  /** The name people see in Atlan. Not blank, no blanks at its ends. Atlan allows several tokens of one name. */
  readonly displayName: string;
  /**
   * What the token is for.
   *
   * @default - the description is empty
   */
  readonly description?: string;
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
   * The age recipients that can read the secret, `age1…` or, all of them, `age1pq1…`, as `age-keygen -y` prints them. The
   * secret is then kept sealed, as `sealedAccessToken`, and `accessToken` is null. A change needs a new secret.
   *
   * @default - the secret is not sealed: the state holds it as `accessToken`
   */
  readonly sealTo?: string[];
  /**
   * Rotates the secret: a successor takes over, with the same rights, while the predecessor goes on working for a while.
   * Then expiry, and a change of `validitySeconds`, rotate instead of replacing.
   *
   * @default - the secret stays until the token is replaced
   */
  readonly rotation?: AtlanRotation;
  /**
   * Whether something else deletes predecessors that are due, after the new secret has been delivered.
   *
   * @default - an update of the token deletes them
   */
  readonly retiredElsewhere?: boolean | IResolvable;
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}
