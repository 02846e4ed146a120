// How a stack looks up an API token that exists already.
import type { Construct } from "constructs";
import type { AtlanApiTokenAttributes } from "./api-token-attributes";
import type { AtlanPrincipalLookupProps } from "./lookup-props";
import { defineTokenGrants, type IAtlanApiToken } from "./principal-grants";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataApiToken } from "./schema";

/** Exactly one of `id`, `clientId` and `displayName` says which token. */
export type DataAtlanApiTokenProps = AtlanPrincipalLookupProps;

/**
 * Looks up an API token that exists already: everything about it but its secret, which Atlan shows only once.
 *
 * @example
 * const catalog = new DataAtlanApiToken(this, "export", { displayName: "catalog export" });
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` and `defineTokenGrants` define what the interface below says.
export class DataAtlanApiToken extends AtlanDataSource {
  static readonly tfResourceType = dataApiToken.typeName;

  static {
    defineTokenGrants(DataAtlanApiToken);
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
