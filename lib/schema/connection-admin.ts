// What a connection admin is.
import { connectionGrant } from "./asset-grant";

export const connectionAdmin = connectionGrant({
  typeName: "atlan_connection_admin",
  noun: "connection admin",
  asset: "connection",
  description:
    "Makes people and API tokens admins of a connection: they manage it and all of its assets.",
});
