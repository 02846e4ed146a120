// The list of the roles that people and OAuth clients can have.
import { defineSchema } from "./core";
import { listArguments } from "./list-arguments";
import { roleRecord } from "./role-attributes";

export const dataRoles = defineSchema({
  typeName: "atlan_roles",
  kind: "data_source",
  noun: "list of roles",
  version: 0,
  description: "Lists the roles of the workspace, which people and OAuth clients have.",
  timeouts: { read: "5m" },
  attributes: {
    ...listArguments,
    filter: {
      ...listArguments.filter,
      description:
        "An RQL filter as JSON text, such as `jsonencode({ level = \"workspace\" })`, with the API's own field names: a role's label is its `description`. Left out: all roles.",
    },
    sort: {
      ...listArguments.sort,
      description:
        "The field to sort by, in the API's spelling; a leading `-` reverses the order. Left out: `name`.",
    },
    roles: {
      nesting: "list",
      mode: "computed",
      description: "The roles, in the order in which the tenant gives them.",
      attributes: roleRecord,
    },
  },
});
