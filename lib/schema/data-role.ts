// The lookup of one role.
import { defineSchema } from "./core";
import { roleRecord } from "./role-attributes";

export const dataRole = defineSchema({
  typeName: "atlan_role",
  kind: "data_source",
  noun: "role",
  version: 0,
  description: "Looks up a role of the workspace, by exactly one of its name or label.",
  exactlyOneOf: [["name", "label"]],
  timeouts: { read: "5m" },
  attributes: {
    ...roleRecord,
    name: {
      type: "string",
      mode: "optional_computed",
      description: "The role's name, such as `$admin`, in exact case.",
      rules: [{ rule: "not_blank" }],
    },
    label: {
      type: "string",
      mode: "optional_computed",
      description: "What Atlan shows for the role, such as `Admin`, in exact case.",
      rules: [{ rule: "not_blank" }],
    },
  },
});
