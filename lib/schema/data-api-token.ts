// The lookup of one API token: everything but the secret.
import { apiTokenIdentity } from "./api-token-attributes";
import { defineSchema } from "./schema";

export const dataApiToken = defineSchema({
  typeName: "atlan_api_token",
  kind: "data_source",
  noun: "API token",
  version: 0,
  description:
    "Looks up an API token that exists already, by exactly one of its GUID, client ID or display name. Never its secret: Atlan shows that once, at creation.",
  exactlyOneOf: [["id", "client_id", "display_name"]],
  timeouts: { read: "5m" },
  attributes: {
    ...apiTokenIdentity,
    id: { ...apiTokenIdentity.id, mode: "optional_computed", rules: [{ rule: "not_blank" }] },
    client_id: {
      ...apiTokenIdentity.client_id,
      mode: "optional_computed",
      description: "The token's client ID, `apikey-…`; a leading `service-account-` is accepted.",
      rules: [{ rule: "not_blank" }],
    },
    display_name: {
      type: "string",
      mode: "optional_computed",
      description: "The name people see in Atlan, in exact case.",
      rules: [{ rule: "not_blank" }],
    },
    description: { type: "string", mode: "computed", description: "What the token is for." },
    persona_qualified_names: {
      type: ["set", "string"],
      mode: "computed",
      description: "The personas the token is linked to, by qualified name.",
    },
    validity_seconds: {
      type: "number",
      mode: "computed",
      nullable: true,
      description: "How long the token lives, in seconds from its creation.",
    },
    wait_seconds: {
      type: "number",
      mode: "optional",
      description: "How long to wait for the token to appear, in seconds. Default 0: one look.",
      rules: [{ rule: "whole_number", min: 0, max: 3600 }],
    },
  },
});
