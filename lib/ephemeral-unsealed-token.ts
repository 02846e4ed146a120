// How a stack of cdktn opens the secret of a sealed token for one run. cdktf has no ephemeral resources.
import type { TerraformEphemeralMetaArguments } from "cdktn";
import type { Construct } from "constructs";
import { AtlanEphemeralResource } from "./private/atlan-ephemeral-resource";
import { defineAttributes } from "./private/attributes";
import { identityFaults } from "./private/credential-faults";
import { purposeOf } from "./private/validation";
import { unsealedToken } from "./schema";

/** Which sealed secret is opened, and with what. Give `identity` or `identityFile`. */
export interface EphemeralAtlanUnsealedTokenProps extends TerraformEphemeralMetaArguments {
  /** `sealedAccessToken` of the token, or `sealedClientSecret` of the client. */
  readonly sealed: string;
  /**
   * An age identity, from a variable that is marked ephemeral or another ephemeral resource. Synth refuses a literal.
   *
   * @default - `identityFile` has it
   */
  readonly identity?: string;
  /**
   * The path of an identity file where the plan and the apply run.
   *
   * @default - `identity` is given
   */
  readonly identityFile?: string;
  /**
   * `clientId` of the token: the secret of any other client is refused. Not of an OAuth client, whose secret does not say whose
   * it is.
   *
   * @default - any secret is accepted
   */
  readonly clientId?: string;
}

/**
 * The secret of a sealed token or OAuth client, opened in memory for one run: for provider blocks and write-only arguments. Neither the secret
 * nor the identity is in a plan or the state. Needs Terraform 1.10 or OpenTofu 1.11: say so in `targetVersions` of `cdktf.json`.
 *
 * @example
 * const secret = new EphemeralAtlanUnsealedToken(this, "secret", {
 *   sealed: loader.sealedAccessToken,
 *   identityFile: "/run/secrets/age-identity",
 *   clientId: loader.clientId,
 * });
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` defines what the interface below says.
export class EphemeralAtlanUnsealedToken extends AtlanEphemeralResource {
  static readonly tfResourceType = unsealedToken.typeName;

  static {
    defineAttributes(EphemeralAtlanUnsealedToken, unsealedToken.attributes);
  }

  constructor(scope: Construct, id: string, props: EphemeralAtlanUnsealedTokenProps) {
    super(scope, id, {
      schema: unsealedToken,
      metaArguments: props,
      declared: () => ({ ...props }),
    });
    this.node.addValidation({
      validate: () =>
        identityFaults(this).map((fault) => `Cannot ${purposeOf(unsealedToken)}: ${fault}`),
    });
  }
}

export interface EphemeralAtlanUnsealedToken {
  /** The secret. */
  readonly accessToken: string;
  /** The sealed secret. */
  readonly sealed: string;
  /** Null where `identityFile` is given. */
  readonly identity: string;
  /** Null where `identity` is given. */
  readonly identityFile: string;
  /** Null where any client's secret is accepted. */
  readonly clientId: string;
}
