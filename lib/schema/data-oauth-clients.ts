// The list of OAuth clients, each as the lookup of one gives it.
import { defineSchema } from "./core";
import { oauthClientRecord } from "./oauth-client-attributes";
import { principalListArguments } from "./principal-attributes";

export const dataOauthClients = defineSchema({
  typeName: "atlan_oauth_clients",
  kind: "data_source",
  noun: "list of OAuth clients",
  version: 0,
  description:
    "Lists OAuth clients that exist already. Their secrets cannot be looked up: Atlan shows them once, at creation.",
  timeouts: { read: "5m" },
  attributes: {
    ...principalListArguments,
    clients: {
      nesting: "list",
      mode: "computed",
      description: "The clients, in the order in which the tenant gives them.",
      attributes: oauthClientRecord,
    },
  },
});
