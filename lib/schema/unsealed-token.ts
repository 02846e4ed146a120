// A sealed secret, opened for one run: with an identity that the run is given, and stored nowhere.
import { defineSchema } from "./core";

export const unsealedToken = defineSchema({
  typeName: "atlan_unsealed_token",
  kind: "ephemeral_resource",
  noun: "unsealed token",
  version: 0,
  description:
    "The secret of a sealed token or OAuth client (`seal_to`), opened in memory, for provider blocks and write-only arguments. Neither the secret nor the identity is in a plan or the state. No request is sent. Needs Terraform 1.10 or OpenTofu 1.11.",
  exactlyOneOf: [["identity", "identity_file"]],
  attributes: {
    sealed: {
      type: "string",
      mode: "required",
      description:
        "The `sealed_access_token` of the token, or the `sealed_client_secret` of the client.",
      rules: [{ rule: "not_blank" }],
    },
    identity: {
      type: "string",
      mode: "optional",
      sensitive: true,
      description:
        "An age identity, `AGE-SECRET-KEY-1…`, or the text of an identity file. It comes from a variable that is marked `ephemeral`, or from another ephemeral resource: otherwise the plan file has it.",
      rules: [{ rule: "not_blank" }],
    },
    identity_file: {
      type: "string",
      mode: "optional",
      description:
        "The path of an identity file, as `age-keygen` makes it, where the plan and the apply run.",
      rules: [{ rule: "not_blank" }],
    },
    client_id: {
      type: "string",
      mode: "optional",
      description:
        "The client ID of the token, with or without `service-account-`. The secret of any other client is refused. Set it: age proves no sender, so that whoever can write the state could put another sealed text there. Leave it out for an OAuth client, whose secret does not say whose it is.",
      rules: [{ rule: "not_blank" }],
    },
    access_token: {
      type: "string",
      mode: "computed",
      sensitive: true,
      description: "The secret.",
    },
  },
});
