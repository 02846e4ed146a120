// How a stack looks up an API token that exists already.
import type { TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanApiTokenAttributes } from "./api-token-attributes";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataApiToken } from "./schema";
import type { AtlanDataSourceTimeouts } from "./timeouts";
import { defineGrants, type IAtlanApiToken } from "./token-grants";

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
  readonly timeouts?: AtlanDataSourceTimeouts;
}

/**
 * Looks up an API token that exists already: everything about it but its secret, which Atlan shows only once.
 *
 * @example
 * const catalog = new DataAtlanApiToken(this, "export", { displayName: "catalog export" });
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` and `defineGrants` define what the interface below says.
export class DataAtlanApiToken extends AtlanDataSource {
  static readonly tfResourceType = dataApiToken.typeName;

  static {
    defineGrants(DataAtlanApiToken);
    defineAttributes(DataAtlanApiToken, dataApiToken.attributes);
  }

  /** How long the lookup waits for the token to appear, in seconds. */
  declare readonly waitSeconds: number;

  /** Never: a lookup changes nothing. */
  readonly managesPersonas = false;

  constructor(scope: Construct, id: string, props: DataAtlanApiTokenProps) {
    super(scope, id, dataApiToken, props);
  }
}

export interface DataAtlanApiToken extends AtlanApiTokenAttributes, IAtlanApiToken {}
