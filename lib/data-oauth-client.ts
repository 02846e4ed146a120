// How a stack looks up an OAuth client that exists already.
import type { Construct } from "constructs";
import type { AtlanPrincipalLookupProps } from "./lookup-props";
import type { AtlanOauthClientAttributes } from "./oauth-client-attributes";
import { defineGrants, type IAtlanOauthClient } from "./principal-grants";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataOauthClient } from "./schema";

/** Exactly one of `id`, `clientId` and `displayName` says which client. */
export type DataAtlanOauthClientProps = AtlanPrincipalLookupProps;

/**
 * Looks up an OAuth client that exists already: everything about it but its secret, which Atlan shows only once.
 *
 * @example
 * const warehouse = new DataAtlanOauthClient(this, "warehouse", { displayName: "warehouse sync" });
 * warehouse.grantCollectionViewer(finance);
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` and `defineGrants` define what the interface below says.
export class DataAtlanOauthClient extends AtlanDataSource {
  static readonly tfResourceType = dataOauthClient.typeName;

  static {
    defineGrants(DataAtlanOauthClient);
    defineAttributes(DataAtlanOauthClient, dataOauthClient.attributes);
  }

  /** How long the lookup waits for the client to appear, in seconds. */
  declare readonly waitSeconds: number;

  constructor(scope: Construct, id: string, props: DataAtlanOauthClientProps) {
    super(scope, id, dataOauthClient, props);
  }
}

export interface DataAtlanOauthClient extends AtlanOauthClientAttributes, IAtlanOauthClient {}
