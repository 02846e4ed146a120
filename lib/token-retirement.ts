// How a stack has the predecessors of a rotated token or client deleted after its deliveries.
import { dependable, type TerraformMetaArguments, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanApiToken } from "./api-token";
import type { AtlanOauthClient } from "./oauth-client";
import { AtlanResource } from "./private/atlan-resource";
import { defineAttributes } from "./private/attributes";
import { followProvider } from "./private/follow-provider";
import { ownPrincipalFaults } from "./private/own-principal-faults";
import { isManagedPrincipal } from "./private/principal-kinds";
import { attributeOf } from "./private/reference";
import { deliveries, retirements } from "./private/retirements";
import { AtlanRecordList } from "./record-list";
import { AtlanRetiringPrincipal } from "./rotation";
import { tokenRetirement } from "./schema";
import type { AtlanResourceTimeouts } from "./timeouts";

/** Whose predecessors are deleted. */
export interface AtlanTokenRetirementProps extends TerraformMetaArguments {
  /** The token or client with `rotation`, managed by the same stack. */
  readonly token: AtlanApiToken | AtlanOauthClient;
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}

/**
 * Deletes the predecessors of a rotated token or client when their overlap has ended, and only after what it depends on: `dependsOn`,
 * and every `AtlanTokenDelivery` of it. Its own updates then delete none (`retiredElsewhere`).
 *
 * A token or client with `rotation` and an `AtlanTokenDelivery` gets one by itself. Declare it for secrets that the stack hands on in
 * another way. Destroying it deletes nothing.
 *
 * @example
 * const copy = new SecretsmanagerSecretVersion(this, "copy", { secretId: "loader", secretString: loader.accessToken });
 * new AtlanTokenRetirement(this, "retirement", { token: loader, dependsOn: [copy] });
 */
export class AtlanTokenRetirement extends AtlanResource {
  static readonly tfResourceType = tokenRetirement.typeName;

  static {
    defineAttributes(AtlanTokenRetirement, tokenRetirement.attributes);
  }

  /** The GUID of the token or client. */
  declare readonly tokenId: string;

  private readonly token: unknown;

  constructor(scope: Construct, id: string, props: AtlanTokenRetirementProps) {
    const { token, timeouts, ...metaArguments } = props;
    super(scope, id, {
      schema: tokenRetirement,
      metaArguments,
      declared: () => ({
        token: attributeOf(token, "id"),
        retiring: attributeOf(token, "retiring"),
        timeouts,
      }),
    });
    this.token = token;
    if (isManagedPrincipal(token)) {
      // It is the tenant of the principal that they are deleted in.
      followProvider(this, token);
      token.retiredElsewhere = true;
      retirements.add(token, this);
    }
    this.node.addValidation({
      validate: () =>
        tokenFaults(token, this.cdktfStack).map(
          (fault) => `Cannot declare ${tokenRetirement.noun}: ${fault}`,
        ),
    });
  }

  /** The predecessors that had not been deleted when one became due, or when this was made. */
  get retiring(): AtlanRecordList<AtlanRetiringPrincipal> {
    return new AtlanRecordList(this, "retiring", AtlanRetiringPrincipal);
  }

  // Not in the constructor: deliveries may be declared later.
  override get terraformMetaArguments(): Record<string, unknown> {
    const { dependsOn: given = [], ...others } = super.terraformMetaArguments;
    const dependsOn = [...given, ...deliveries.of(this.token).map(dependable)];
    return { ...others, ...(dependsOn.length > 0 && { dependsOn }) };
  }
}

const REASONS = { only: "predecessors", elsewhere: "it could not wait for the deliveries there" };

/** The schema finds that it is missing. */
const tokenFaults = (token: unknown, stack: TerraformStack): readonly string[] =>
  token === undefined ? [] : ownPrincipalFaults(token, stack, REASONS);
