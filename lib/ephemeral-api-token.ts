// How a stack of cdktn declares an API token for one run. cdktf has no ephemeral resources.
import { type IResolvable, ref, type TerraformEphemeralMetaArguments } from "cdktn";
import type { Construct } from "constructs";
import { type IAtlanPersona, qualifiedNamesOf } from "./granted-objects";
import { AtlanEphemeralResource } from "./private/atlan-ephemeral-resource";
import { defineAttributes } from "./private/attributes";
import { ephemeralApiToken } from "./schema";
import type { AtlanEphemeralResourceTimeouts } from "./timeouts";

/** An API token for one run, as you want it. */
export interface EphemeralAtlanApiTokenProps extends TerraformEphemeralMetaArguments {
  /** The name people see in Atlan. Not blank, no blanks at its ends. */
  readonly displayName: string;
  /**
   * What the token is for. In Atlan a note follows it, with the date from which the token is a leftover.
   *
   * @default - the note alone
   */
  readonly description?: string;
  /**
   * The personas the token is linked to: objects, or qualified names.
   *
   * @default - none
   */
  readonly personas?: (IAtlanPersona | string)[];
  /**
   * How long the token lives where the run does not end sooner, in seconds: 60 to 86400. Choose it longer than a run takes.
   *
   * @default - one hour
   */
  readonly validitySeconds?: number;
  /**
   * Whether a token is created. `EphemeralAtlanApiToken.WHILE_APPLYING` keeps plans and destroy from creating one, and is
   * enough for provisioners. A provider block needs `true`, and then each plan creates a token, too.
   */
  readonly enabled: boolean | IResolvable;
  /** @default - opening may take 10 minutes, closing 5 */
  readonly timeouts?: AtlanEphemeralResourceTimeouts;
}

/**
 * An API token that is created when a run of Terraform or OpenTofu needs it and deleted when the run ends. Neither a plan nor
 * the state holds it. Needs Terraform 1.10 or OpenTofu 1.11: say so in `targetVersions` of `cdktf.json`.
 *
 * @example
 * const deployer = new EphemeralAtlanApiToken(this, "deployer", {
 *   displayName: "deployer",
 *   enabled: EphemeralAtlanApiToken.WHILE_APPLYING,
 * });
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` defines what the interface below says.
export class EphemeralAtlanApiToken extends AtlanEphemeralResource {
  static readonly tfResourceType = ephemeralApiToken.typeName;

  /** For `enabled`: true in an apply, false in a plan and in destroy. */
  static readonly WHILE_APPLYING: IResolvable = ref("terraform.applying");

  static {
    defineAttributes(EphemeralAtlanApiToken, ephemeralApiToken.attributes);
  }

  constructor(scope: Construct, id: string, props: EphemeralAtlanApiTokenProps) {
    const { personas } = props;
    super(scope, id, {
      schema: ephemeralApiToken,
      metaArguments: props,
      declared: () => ({ ...props, personas: qualifiedNamesOf(personas) }),
      objects: () => ({ personas }),
    });
  }
}

export interface EphemeralAtlanApiToken {
  /** The token's GUID; null when it is not enabled. */
  readonly id: string;
  /** The token's client ID, `apikey-…`; null when it is not enabled. */
  readonly clientId: string;
  /** The principal's name, `service-account-apikey-…`; null when it is not enabled. */
  readonly username: string;
  /** When the token expires, RFC 3339 in UTC; null when it is not enabled, or the tenant does not say. */
  readonly expiresAt: string;
  /** The secret; when the token is not enabled, a text that no tenant accepts. */
  readonly accessToken: string;
  /** The name people see in Atlan. */
  readonly displayName: string;
  /** What the token is for. */
  readonly description: string;
  /** The personas the token is linked to, by qualified name. */
  readonly personaQualifiedNames: string[];
  /** How long the token lives where the run does not end sooner, in seconds. */
  readonly validitySeconds: number;
  /** Whether a token is created. */
  readonly enabled: IResolvable;
}
