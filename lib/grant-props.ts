// What a stack may say about any grant: who gets the right, and how.
import type { TerraformMetaArguments } from "cdktf";
import type { IConstruct } from "constructs";
import type { AtlanPrincipalIdentity } from "./principal-attributes";
import type { AtlanResourceTimeouts } from "./timeouts";

/** A principal as grants on assets take it: every `IAtlanPrincipal`. */
export interface IAtlanGrantee
  extends IConstruct,
    Pick<AtlanPrincipalIdentity, "username" | "activeUsernames"> {}

/** An API token as bindings take it: every `IAtlanApiToken`. */
export interface IAtlanLinkable extends IConstruct, AtlanPrincipalIdentity {
  /** Whether this construct manages all links of the token to personas, so that bindings are refused. */
  readonly managesPersonas: boolean;
}

/** Terraform's meta-arguments without `connection`, which says how provisioners reach a machine: here it is Atlan's. */
export type GrantMetaArguments = Omit<TerraformMetaArguments, "connection">;

/** Who holds the right: exactly one of `token` and `principals`. */
export interface AtlanAssetGrantProps extends GrantMetaArguments {
  /**
   * The API token or OAuth client that gets the right, with every principal that carries its rights.
   *
   * @default - `principals` says who gets the right
   */
  readonly token?: IAtlanGrantee;
  /**
   * API tokens, OAuth clients, and people by username. At least one.
   *
   * @default - `token` says who gets the right
   */
  readonly principals?: (IAtlanGrantee | string)[];
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}

/** How a principal's own methods (`token.bindPersona(…)`) declare the grant. */
export interface AtlanGrantOptions extends GrantMetaArguments {
  /**
   * The grant's construct id, below the principal.
   *
   * @default - the method's name, a dash, and the construct id of what is granted: `bindPersona-analysts`
   */
  readonly id?: string;
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}
