// What a stack may say about any grant: who gets the right, and how.
import type { TerraformMetaArguments } from "cdktf";
import type { IAtlanApiToken } from "./api-token-props";
import type { AtlanResourceTimeouts } from "./timeouts";

/** Terraform's meta-arguments without `connection`, which would be a machine to run provisioners on: here it is Atlan's. */
export type GrantMetaArguments = Omit<TerraformMetaArguments, "connection">;

/** Who holds the right: exactly one of `token` and `principals`. */
export interface AtlanAssetGrantProps extends GrantMetaArguments {
  /**
   * The API token that gets the right, with every principal that carries its rights.
   *
   * @default - `principals` says who gets the right
   */
  readonly token?: IAtlanApiToken;
  /**
   * API tokens, and people by username. At least one.
   *
   * @default - `token` says who gets the right
   */
  readonly principals?: (IAtlanApiToken | string)[];
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}

/** How a token's own methods (`token.bindPersona(…)`) declare the grant. */
export interface AtlanGrantOptions extends GrantMetaArguments {
  /**
   * The grant's construct id, below the token.
   *
   * @default - the method's name, a dash, and the construct id of what is granted: `bindPersona-analysts`
   */
  readonly id?: string;
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}
