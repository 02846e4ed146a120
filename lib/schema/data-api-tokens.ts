// The list of API tokens, each as the lookup of one gives it.
import { apiTokenRecord } from "./api-token-attributes";
import { defineSchema } from "./core";
import { principalListArguments } from "./principal-attributes";

export const dataApiTokens = defineSchema({
  typeName: "atlan_api_tokens",
  kind: "data_source",
  noun: "list of API tokens",
  version: 0,
  description:
    "Lists API tokens that exist already, as the API key sees them. Their secrets cannot be looked up: Atlan shows them once, at creation.",
  timeouts: { read: "5m" },
  attributes: {
    ...principalListArguments,
    tokens: {
      nesting: "list",
      mode: "computed",
      description: "The tokens, in the order in which the tenant gives them.",
      attributes: apiTokenRecord,
    },
  },
});
