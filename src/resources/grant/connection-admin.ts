// A connection admin: a name in `adminUsers` of a connection.
import { connectionAdmin } from "../../../lib/schema/index.js";
import type { AttributesOf } from "../tenant-binding.js";
import { assetKeeper } from "./asset-keeper.js";
import { grantResource } from "./resource.js";

export const connectionAdminResource = grantResource<AttributesOf<typeof connectionAdmin>>({
  schema: connectionAdmin,
  keeper: assetKeeper({
    type: connectionAdmin.typeName,
    typeName: "Connection",
    list: "adminUsers",
    attribute: "connection_id",
  }),
  attributes: { thing: "connection_id", principals: "usernames" },
  giving: (usernames, connection) => `making ${usernames} admin of the connection ${connection}`,
  taking: (usernames, connection) =>
    `taking ${usernames} off the admins of the connection ${connection}`,
  importForm: "<connection GUID>,<username>[,<username>…]",
  grantOf: ({ connection_id, usernames }) => ({ thing: connection_id, principals: usernames }),
  stateOf: ({ thing, principals }) => ({ connection_id: thing, usernames: principals }),
});
