// What a stack may say about an OAuth client.
import type { IAtlanPersona, IAtlanRole } from "./granted-objects";
import type { AtlanPrincipalProps } from "./principal-props";
import type { AtlanOauthClientRotation } from "./rotation";

/** An OAuth client as you want it. Sealed, its secret is `sealedClientSecret`, and `clientSecret` is null. */
export interface AtlanOauthClientProps extends AtlanPrincipalProps {
  /**
   * What the client may do in the workspace: a role's label, such as `Admin`, `Member` or `Guest`, its name, such as
   * `$admin`, or a role that is looked up. Fixed at creation, so a change replaces the client, or with `rotation` rotates it.
   */
  readonly role: IAtlanRole | string;
  /**
   * The personas the client is linked to: objects, or qualified names. Fixed at creation, so a change replaces the client, or
   * with `rotation` rotates it.
   *
   * @default - the client is linked to none
   */
  readonly personas?: (IAtlanPersona | string)[];
  /**
   * Rotates the secret: a successor takes over, with the same rights, while the predecessor goes on working for a while.
   *
   * @default - the secret stays until the client is replaced
   */
  readonly rotation?: AtlanOauthClientRotation;
}
