// What a binding is: API tokens are linked to a persona, beside their other links.
import { defineSchema } from "./core";
import { PERSONA, QUALIFIED_NAME } from "./persona-property";
import { tenant } from "./tenant";

export const tokenPersonaBinding = defineSchema({
  typeName: "atlan_token_persona_binding",
  kind: "resource",
  noun: "persona binding",
  version: 0,
  description:
    "Links API tokens to a persona, which gives them its rights. Additive: other personas of the tokens, and other tokens of the persona, do not change. Do not use it for tokens whose `atlan_api_token` sets `persona_qualified_names`: such a resource manages all links of its token.",
  timeouts: { create: "10m", read: "5m", update: "10m", delete: "5m" },
  attributes: {
    persona_qualified_name: {
      type: "string",
      mode: "required",
      description:
        "The persona, by qualified name. A change moves the binding in place: the tokens are linked to the new persona first, then unlinked from the old one.",
      rules: [{ rule: "not_blank" }, { rule: "not_padded" }],
      property: {
        name: "persona",
        typeName: "atlan_persona",
        expected: PERSONA,
        literal: QUALIFIED_NAME,
      },
    },
    token_ids: {
      type: ["set", "string"],
      mode: "required",
      description:
        "The tokens, by GUID: at least one. A set that is empty because of other objects, such as a token with `count = 0`, means that no token is linked. When a token is replaced, its `active_ids` names the new token.",
      rules: [
        { rule: "not_empty_literal" },
        { rule: "no_blank_element" },
        { rule: "no_padded_element" },
      ],
      property: { name: "token", expected: "an AtlanApiToken or a DataAtlanApiToken" },
    },
    ...tenant,
  },
});
