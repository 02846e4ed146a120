// The lookup of one connection.
import { assetIdentity, principals } from "./asset-attributes";
import { defineSchema } from "./core";
import { waitSecondsFor } from "./wait-seconds";

export const dataConnection = defineSchema({
  typeName: "atlan_connection",
  kind: "data_source",
  noun: "connection",
  version: 0,
  description:
    "Looks up an active connection, by its GUID, by its qualified name, or by its name and connector name together. The API key looks first; where it sees no such connection, the user bearer token looks, if one is set.",
  exactlyOneOf: [["id", "qualified_name", "name"]],
  timeouts: { read: "5m" },
  attributes: {
    ...assetIdentity("connection"),
    connector_name: {
      type: "string",
      mode: "optional_computed",
      description:
        "What kind of source it connects, in Atlan's spelling, such as `snowflake`. Set together with `name`, and only then.",
      rules: [{ rule: "not_blank" }],
    },
    admin_users: principals("The connection admins, by username"),
    admin_groups: principals("The groups whose members are connection admins"),
    admin_roles: principals("The roles whose holders are connection admins"),
    wait_seconds: waitSecondsFor("the connection"),
  },
});
