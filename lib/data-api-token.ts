// How a stack looks up an API token that exists already.
import { Fn, type IResolvable, TerraformDataSource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import type { IAtlanApiToken } from "./api-token-props";
import { generatorMetadata } from "./private/generator";
import { synthesizeHcl, synthesizeJson } from "./private/synthesis";
import { validateBySchema } from "./private/validation";
import { dataApiToken } from "./schema";

/** How long the lookup may take, in Go's notation: `"90s"`, `"5m"`. */
export interface DataAtlanApiTokenTimeouts {
  /** @default - the lookup may take 5 minutes */
  readonly read?: string;
}

/** Exactly one of `id`, `clientId` and `displayName` says which token. */
export interface DataAtlanApiTokenProps extends TerraformMetaArguments {
  /**
   * The token's GUID.
   *
   * @default - the token is looked up by `clientId` or `displayName`
   */
  readonly id?: string;
  /**
   * The token's client ID, `apikey-…`, with or without a leading `service-account-`.
   *
   * @default - the token is looked up by `id` or `displayName`
   */
  readonly clientId?: string;
  /**
   * The name people see in Atlan, in exact case. Several tokens of that name are an error that lists them.
   *
   * @default - the token is looked up by `id` or `clientId`
   */
  readonly displayName?: string;
  /**
   * How long to wait for the token to appear, in seconds, 0 to 3600.
   *
   * @default - the lookup looks once
   */
  readonly waitSeconds?: number;
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: DataAtlanApiTokenTimeouts;
}

/**
 * Looks up an API token that exists already: everything about it but its secret, which Atlan shows only once.
 *
 * @example
 * const loader = new DataAtlanApiToken(this, "loader", { displayName: "nightly loader" });
 */
export class DataAtlanApiToken extends TerraformDataSource implements IAtlanApiToken {
  static readonly tfResourceType = dataApiToken.typeName;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DataAtlanApiTokenProps,
  ) {
    super(scope, id, {
      ...props,
      terraformResourceType: dataApiToken.typeName,
      terraformGeneratorMetadata: generatorMetadata,
    });
    validateBySchema(this, dataApiToken, () => ({ ...this.props }));
  }

  /** The token's GUID. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /** The token's client ID, `apikey-…`. */
  get clientId(): string {
    return this.getStringAttribute("client_id");
  }

  /** The principal's name, `service-account-apikey-…`. */
  get username(): string {
    return this.getStringAttribute("username");
  }

  /** The name people see in Atlan. */
  get displayName(): string {
    return this.getStringAttribute("display_name");
  }

  /** What the token is for. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  /** The personas the token is linked to, by qualified name. */
  get personaQualifiedNames(): string[] {
    return Fn.tolist(this.getListAttribute("persona_qualified_names"));
  }

  /** How long the token lives, in seconds from its creation. */
  get validitySeconds(): number {
    return this.getNumberAttribute("validity_seconds");
  }

  /** When the token was created, RFC 3339 in UTC. */
  get createdAt(): string {
    return this.getStringAttribute("created_at");
  }

  /** The creator's username. */
  get createdBy(): string {
    return this.getStringAttribute("created_by");
  }

  /** When the token expires, RFC 3339 in UTC; null when it never does. */
  get expiresAt(): string {
    return this.getStringAttribute("expires_at");
  }

  /** Whether the token has expired, by the tenant's clock. */
  get expired(): IResolvable {
    return this.getBooleanAttribute("expired");
  }

  /** The GUIDs of every principal that carries this token's rights now. */
  get activeIds(): string[] {
    return Fn.tolist(this.getListAttribute("active_ids"));
  }

  /** The usernames of every principal that carries this token's rights now. */
  get activeUsernames(): string[] {
    return Fn.tolist(this.getListAttribute("active_usernames"));
  }

  /** How long the lookup waits for the token to appear, in seconds. */
  get waitSeconds(): number {
    return this.getNumberAttribute("wait_seconds");
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return synthesizeJson(dataApiToken, { ...this.props });
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return synthesizeHcl(dataApiToken, { ...this.props });
  }
}
