// The lookup of one collection of queries.
import { assetIdentity, principals } from "./asset-attributes";
import { defineSchema } from "./core";
import { waitSecondsFor } from "./wait-seconds";

export const dataCollection = defineSchema({
  typeName: "atlan_collection",
  kind: "data_source",
  noun: "collection",
  version: 0,
  description:
    "Looks up an active collection, by exactly one of its GUID, qualified name or name. The API key looks first; where it sees no such collection, the user bearer token looks, if one is set.",
  exactlyOneOf: [["id", "qualified_name", "name"]],
  timeouts: { read: "5m" },
  attributes: {
    ...assetIdentity("collection"),
    admin_users: principals("The editors, by username"),
    admin_groups: principals("The groups whose members are editors"),
    viewer_users: principals("The viewers, by username"),
    viewer_groups: principals("The groups whose members are viewers"),
    wait_seconds: waitSecondsFor("the collection"),
  },
});
