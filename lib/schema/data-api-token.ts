// The lookup of one API token: everything but the secret.
import { apiTokenRecord } from "./api-token-attributes";
import { defineSchema } from "./core";
import { principalLookup } from "./principal-attributes";
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
    ...principalLookup("token", "apikey"),
    wait_seconds: waitSecondsFor("the token"),
  },
});
