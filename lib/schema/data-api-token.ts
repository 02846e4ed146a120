// The lookup of one API token: everything but the secret.
import { apiTokenRecord } from "./api-token-attributes";
import { defineSchema } from "./core";
import { waitSecondsFor } from "./wait-seconds";

export const dataApiToken = defineSchema({
  typeName: "atlan_api_token",
  kind: "data_source",
  noun: "API token",
  version: 0,
  description:
    "Looks up an API token that exists already, by exactly one of its GUID, client ID or display name. Its secret cannot be looked up: Atlan shows it once, at creation.",
  exactlyOneOf: [["id", "client_id", "display_name"]],
  timeouts: { read: "5m" },
  attributes: {
    ...apiTokenRecord,
    id: { ...apiTokenRecord.id, mode: "optional_computed", rules: [{ rule: "not_blank" }] },
    client_id: {
      ...apiTokenRecord.client_id,
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
    wait_seconds: waitSecondsFor("the token"),
  },
});
