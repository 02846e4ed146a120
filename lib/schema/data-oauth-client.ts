// The lookup of one OAuth client: everything but the secret.
import { defineSchema } from "./core";
import { oauthClientRecord } from "./oauth-client-attributes";
import { principalLookup } from "./principal-attributes";
import { waitSecondsFor } from "./wait-seconds";

export const dataOauthClient = defineSchema({
  typeName: "atlan_oauth_client",
  kind: "data_source",
  noun: "OAuth client",
  version: 0,
  description:
    "Looks up an OAuth client that exists already, by exactly one of its GUID, client ID or display name. Its secret cannot be looked up: Atlan shows it once, at creation.",
  exactlyOneOf: [["id", "client_id", "display_name"]],
  timeouts: { read: "5m" },
  attributes: {
    ...oauthClientRecord,
    ...principalLookup("client", "oauth-client"),
    wait_seconds: waitSecondsFor("the client"),
  },
});
