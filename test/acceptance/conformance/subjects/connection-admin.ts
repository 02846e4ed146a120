// Admins of a connection, as the suite tries them.
import { assetGrant } from "./asset-grant.js";

export const connectionAdmin = assetGrant({
  type: "atlan_connection_admin",
  grantingMethod: "grantConnectionAdmin",
  asset: "connection",
  list: "adminUsers",
  things: ["development", "production"],
});
