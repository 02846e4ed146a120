// The lookup of one person.
import { defineSchema } from "./core";
import { userIdentity } from "./user-attributes";
import { waitSecondsFor } from "./wait-seconds";

export const dataUser = defineSchema({
  typeName: "atlan_user",
  kind: "data_source",
  noun: "user",
  version: 0,
  description:
    "Looks up a person, by exactly one of username or email. API tokens are not users: look them up with `atlan_api_token`.",
  exactlyOneOf: [["username", "email"]],
  timeouts: { read: "5m" },
  attributes: {
    ...userIdentity,
    username: {
      type: "string",
      mode: "optional_computed",
      description: "The username, in exact case: what grants take.",
      rules: [{ rule: "not_blank" }],
    },
    email: {
      type: "string",
      mode: "optional_computed",
      nullable: true,
      description: "The email address, in exact case; null where there is none.",
      rules: [{ rule: "not_blank" }],
    },
    enabled: {
      type: "bool",
      mode: "computed",
      nullable: true,
      description: "Whether the person may sign in; null when the tenant does not say.",
    },
    wait_seconds: waitSecondsFor("the user"),
  },
});
