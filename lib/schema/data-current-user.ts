// The lookup of the principal behind one of the provider's credentials.
import { defineSchema } from "./core";
import { userIdentity } from "./user-attributes";

export const dataCurrentUser = defineSchema({
  typeName: "atlan_current_user",
  kind: "data_source",
  noun: "current user",
  version: 0,
  description:
    "Looks up the principal behind one of the provider's credentials: the API token or OAuth client that it signs in as, or the person of the user bearer token.",
  timeouts: { read: "5m" },
  attributes: {
    credential: {
      type: "string",
      mode: "optional",
      default: "api_key",
      description:
        "Which of the provider's credentials is meant. `api_key` is what it signs in with, also where that is an OAuth client. `user_bearer_token` is an error when the provider has none.",
      rules: [{ rule: "one_of", values: ["api_key", "user_bearer_token"] }],
    },
    ...userIdentity,
    is_api_token: {
      type: "bool",
      mode: "computed",
      description:
        "Whether it is an API token: its username begins with `service-account-apikey-`.",
    },
    is_oauth_client: {
      type: "bool",
      mode: "computed",
      description:
        "Whether it is an OAuth client: its username begins with `service-account-oauth-client-`.",
    },
  },
});
