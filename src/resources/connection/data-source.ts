// Looks up one connection, for stacks that make tokens its admins.
import { dataConnection } from "../../../lib/schema/index.js";
import { connectionAsset } from "../../client/index.js";
import {
  type ConfigOf,
  type DataSourceContext,
  type DiagnosticSink,
  defineDataSource,
  isUnknown,
} from "../../framework/index.js";
import { assetIdentityOf, assetOriginOf, principalSetOf } from "../lookup/asset-mapping.js";
import { type AssetLookupSession, findAsset } from "../lookup/find-asset.js";
import { asWritten } from "../lookup/find-one.js";

type ConnectionAttributes = (typeof dataConnection)["attributes"];

const connection = {
  kind: connectionAsset,
  singular: "connection",
  plural: "connections",
  tellApartBy: "its GUID",
  isRestricted: true,
};

/** A name alone is not unique: connections of different connectors share names all the time. */
function validate(
  { name, connector_name }: ConfigOf<ConnectionAttributes>,
  diagnostics: DiagnosticSink,
): void {
  if (isUnknown(name) || isUnknown(connector_name)) return;
  if ((name === null) === (connector_name === null)) return;
  const [given, missing] =
    name === null ? (["connector_name", "name"] as const) : (["name", "connector_name"] as const);
  diagnostics.add({
    severity: "error",
    summary: `Missing ${missing}`,
    detail: `The connection takes \`name\` and \`connector_name\` together, but only \`${given}\` is set. Set \`${missing}\` too, or look the connection up by \`qualified_name\` or \`id\` alone.`,
    attribute: [given],
  });
}

async function read(context: DataSourceContext<AssetLookupSession, ConnectionAttributes>) {
  const found = await findAsset(connection, context);
  return asWritten(context.config, {
    ...assetIdentityOf(found),
    ...assetOriginOf(found),
    connector_name: found.connectorName,
    admin_users: principalSetOf(found.adminUsers),
    admin_groups: principalSetOf(found.adminGroups),
    admin_roles: principalSetOf(found.adminRoles),
    wait_seconds: context.config.wait_seconds,
  });
}

export const connectionDataSource = defineDataSource({ schema: dataConnection, validate, read });
