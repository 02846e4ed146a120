// How a stack makes people, API tokens and OAuth clients admins of a connection.
import type { Construct } from "constructs";
import { AssetGrant } from "./asset-grant";
import type { AtlanAssetGrantProps } from "./grant-props";
import type { IAtlanConnection } from "./granted-objects";
import { defineAttributes } from "./private/attributes";
import { connectionAdmin } from "./schema";

/** Who becomes admin of which connection. */
export interface AtlanConnectionAdminProps extends AtlanAssetGrantProps {
  /** The connection. Another one moves the grant there, in place. */
  readonly connection: IAtlanConnection;
}

/**
 * Makes an API token or OAuth client, or `principals`, admins of a connection: they manage it and all of its assets. Additive: its other
 * admins are never touched. Where the API key is not an admin of the connection, apply needs the bearer token of a
 * person who is (`ATLAN_USER_BEARER_TOKEN`). A plan needs it only where the connection is looked up and the API key does
 * not see it.
 *
 * Import takes `<connection GUID>,<username>[,<username>…]`.
 *
 * @example
 * const development = DataAtlanConnection.fromName(this, "development", { name: "development", connectorName: "snowflake" });
 * new AtlanConnectionAdmin(this, "loader_admin", { connection: development, token: loader });
 */
export class AtlanConnectionAdmin extends AssetGrant {
  static readonly tfResourceType = connectionAdmin.typeName;

  static {
    defineAttributes(AtlanConnectionAdmin, connectionAdmin.attributes);
  }

  /** The connection's GUID. */
  declare readonly connectionId: string;

  constructor(scope: Construct, id: string, props: AtlanConnectionAdminProps) {
    // Terraform has a meta-argument of this name, which says how provisioners reach a machine.
    const { connection, ...rest } = props;
    super(scope, id, {
      schema: connectionAdmin,
      props: rest,
      asset: { connection },
    });
  }
}
