// How a stack says which tenant it manages, and with which credentials. Also places the plugin beside the stack.
import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { credentialFaults } from "./private/credential-faults";
import { addCustomSynthesis } from "./private/custom-synthesis";
import { generatorMetadata, PROVIDER_NAME } from "./private/generator";
import { placeBesideStack } from "./private/placement-step";
import { stackOf } from "./private/stack-of";
import { synthesizeHcl, synthesizeJson } from "./private/synthesis";
import { purposeOf, validateBySchema } from "./private/validation";
import { withoutProvider } from "./private/without-provider";
import { PROVIDER_ENVIRONMENT, PROVIDER_SOURCE, provider } from "./schema";

/** Which tenant, which credentials, and the limits of requests. In most stacks all of it comes from the environment of Terraform. */
export interface AtlanProviderProps {
  /**
   * The tenant, `https://<tenant>`, without a path. Plain `http` only to a loopback address, or to the host
   * that `ATLAN_ALLOW_HTTP_HOST` names.
   *
   * @default - the environment variable `ATLAN_BASE_URL` says it when Terraform runs
   */
  readonly baseUrl?: string;
  /**
   * An API token with admin rights. Never a literal: `cdk.tf.json` would hold it. Take a sensitive `TerraformVariable` without default.
   *
   * @default - the environment variable `ATLAN_API_KEY` gives it when Terraform runs
   */
  readonly apiKey?: string;
  /**
   * The client ID of an OAuth client whose role is Admin, `oauth-client-…`: to sign in as it instead of with `apiKey`. It is no secret.
   *
   * @default - the environment variable `ATLAN_OAUTH_CLIENT_ID` gives it when Terraform runs
   */
  readonly oauthClientId?: string;
  /**
   * The secret of that OAuth client. Never a literal. The plugin gets a short-lived access token for it, and keeps that in memory only.
   *
   * @default - the environment variable `ATLAN_OAUTH_CLIENT_SECRET` gives it when Terraform runs
   */
  readonly oauthClientSecret?: string;
  /**
   * A person's short-lived bearer token, to act as that person where the API key may not. Never a literal.
   *
   * @default - the environment variable `ATLAN_USER_BEARER_TOKEN` gives it, if set, when Terraform runs
   */
  readonly userBearerToken?: string;
  /**
   * How often a failed request that may be repeated is repeated, 0 to 10. A 429 (too many requests) does not count: the plugin
   * waits, as long as the operation's timeout allows.
   *
   * @default - it is repeated up to 5 times
   */
  readonly maxRetries?: number;
  /**
   * The most requests in any 60 seconds, 0 to 100000; 0: no limit. Atlan publishes 400 a minute for a whole tenant, shared with
   * everything else that calls it, and blocks a caller that exceeds it, for one minute. Each provider and each run of Terraform
   * counts only its own requests: with several, set it lower.
   *
   * @default - at most 200 requests in any 60 seconds, and no limit for a loopback address
   */
  readonly maxRequestsPerMinute?: number;
  /**
   * How long one try of one request may take, in seconds. Token creation gets three times that.
   *
   * @default - a try may take 60 seconds
   */
  readonly requestTimeoutSeconds?: number;
  /**
   * How many requests run at the same time, 1 to 64.
   *
   * @default - 8 requests run at the same time
   */
  readonly maxConcurrentRequests?: number;
  /**
   * A plan warns of API tokens that expire within this many seconds, and of the API key if it does: of one with a short life
   * only in the last third of it, and not of a token that is rotated before. It also warns of tokens that never expire. 0: no
   * such warning.
   *
   * @default - a plan warns of what expires within 30 days
   */
  readonly warnBeforeExpirySeconds?: number;
  /**
   * Other addresses of this tenant, such as the one it had before, that objects in the state may belong to. Objects that are
   * found under `baseUrl` then move to it; one that is not found there is an error, and does not count as deleted.
   *
   * @default - objects that belong to another address are refused
   */
  readonly acceptFromTenants?: string[];
  /**
   * The name that distinguishes this provider from others of the stack: for several tenants or several admins.
   *
   * @default - this is the stack's default provider, which resources take when they name none
   */
  readonly alias?: string;
  /**
   * Accepts credentials written into the stack. For tests against a tenant of their own, nothing else.
   *
   * @default - synth refuses literal credentials
   */
  readonly allowLiteralCredentials?: boolean;
}

/**
 * The Atlan provider of a stack. When the stack is synthesised it places the plugin beside it, with a lock file entry, so
 * that `cdktf deploy` needs no registry for it.
 *
 * @example
 * // ATLAN_BASE_URL, ATLAN_OAUTH_CLIENT_ID and ATLAN_OAUTH_CLIENT_SECRET come from the environment, or ATLAN_API_KEY
 * new AtlanProvider(this, "atlan");
 */
export class AtlanProvider extends TerraformProvider {
  static readonly tfResourceType = PROVIDER_NAME;

  private readonly props: AtlanProviderProps;
  private ownAlias: string | undefined;

  constructor(scope: Construct, id: string, props: AtlanProviderProps = {}) {
    super(scope, id, {
      terraformResourceType: PROVIDER_NAME,
      terraformGeneratorMetadata: generatorMetadata,
      terraformProviderSource: PROVIDER_SOURCE,
    });
    stackOf(this, purposeOf(provider));
    this.props = { ...props };
    this.ownAlias = props.alias;
    validateBySchema(this, provider, () => ({ ...this.props }));
    this.node.addValidation({
      validate: () => [
        ...this.literalCredentials(),
        ...this.signInFaults(),
        ...this.aliasFaults(),
        ...this.defaultFaults(),
      ],
    });
    addCustomSynthesis(this, (session) => {
      if (this.atlanProviders()[0] === this) placeBesideStack(this, session);
    });
  }

  // cdktf's accessor is empty, so that an alias would be lost and resources would be made in the wrong tenant.
  override get alias(): string | undefined {
    return this.ownAlias;
  }

  override set alias(value: string | undefined) {
    this.ownAlias = value;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return synthesizeJson(provider, { ...this.props });
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return synthesizeHcl(provider, { ...this.props });
  }

  /** Every Atlan provider of the stack, this one included, in the order of the construct tree. */
  private atlanProviders(): readonly TerraformProvider[] {
    const stack = TerraformStack.of(this);
    return stack
      .allProviders()
      .filter((each) => each.terraformProviderSource === PROVIDER_SOURCE)
      .filter((each) => TerraformStack.of(each) === stack);
  }

  private literalCredentials(): string[] {
    if (this.props.allowLiteralCredentials) return [];
    const providers = this.atlanProviders();
    // Blocks that an escape hatch adds have no construct: the first one checks them.
    const [first] = providers;
    return credentialFaults(this, (blocks) =>
      blocks.filter((_, index) => (providers[index] ?? first) === this),
    );
  }

  private signInFaults(): string[] {
    const { apiKey, oauthClientId, oauthClientSecret } = this.props;
    if (apiKey === undefined || (oauthClientId ?? oauthClientSecret) === undefined) return [];
    return [
      "Cannot configure provider: both apiKey and an OAuth client are set, expected one of them",
    ];
  }

  private aliasFaults(): string[] {
    const atlanProviders = this.atlanProviders();
    const earlier = atlanProviders.slice(0, atlanProviders.indexOf(this));
    const other = earlier.find(({ alias }) => alias === this.alias);
    if (other === undefined) return [];
    const state =
      this.alias === undefined
        ? `the stack has an Atlan provider without alias already, "${other.node.path}"`
        : `the alias ${JSON.stringify(this.alias)} is taken by "${other.node.path}"`;
    return [`Cannot configure provider: ${state}, expected an alias of its own`];
  }

  /** Where no provider is the default, Terraform implies one without settings and does not say so. */
  private defaultFaults(): string[] {
    const atlanProviders = this.atlanProviders();
    if (atlanProviders[0] !== this || atlanProviders.some(({ alias }) => alias === undefined))
      return [];
    const unassigned = withoutProvider(TerraformStack.of(this)).map(({ node }) => `"${node.path}"`);
    if (unassigned.length === 0) return [];
    return [
      `Cannot configure provider: every Atlan provider of the stack has an alias, so objects without a provider would be created in the tenant of ${PROVIDER_ENVIRONMENT.base_url}: ${unassigned.join(", ")}, expected a provider in their props, or an Atlan provider without alias`,
    ];
  }
}
