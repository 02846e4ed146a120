// The lookup of one persona, by the search index, as every SDK of the vendor does it.
import { defineSchema } from "./core";
import { waitSecondsFor } from "./wait-seconds";

export const dataPersona = defineSchema({
  typeName: "atlan_persona",
  kind: "data_source",
  noun: "persona",
  version: 0,
  description: "Looks up an active persona, by exactly one of its name or qualified name.",
  exactlyOneOf: [["name", "qualified_name"]],
  timeouts: { read: "5m" },
  attributes: {
    name: {
      type: "string",
      mode: "optional_computed",
      description: "The persona's name, in exact case.",
      rules: [{ rule: "not_blank" }],
    },
    qualified_name: {
      type: "string",
      mode: "optional_computed",
      description: "What API tokens are linked by, such as `default/` and 22 letters and digits.",
      rules: [{ rule: "not_blank" }],
    },
    id: { type: "string", mode: "computed", description: "The persona's GUID." },
    display_name: {
      type: "string",
      mode: "computed",
      description: "The name people see in Atlan.",
    },
    description: { type: "string", mode: "computed", description: "What the persona is for." },
    enabled: { type: "bool", mode: "computed", description: "Whether the persona is enabled." },
    wait_seconds: waitSecondsFor("the persona"),
  },
});
