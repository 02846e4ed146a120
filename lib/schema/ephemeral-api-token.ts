// What an API token for one run is: made when a run needs it, deleted at the run's end, and stored nowhere.
import { apiToken } from "./api-token";
import { defineSchema } from "./core";

const { display_name, persona_qualified_names, access_token, id, client_id, username } =
  apiToken.attributes;

const DEFAULT_VALIDITY_SECONDS = 3_600;

/**
 * The `access_token` of one that is not enabled: no tenant accepts it. Null would not do: a provider block that is given
 * null takes the credential of its environment.
 */
export const NOT_ENABLED = "this-ephemeral-atlan-api-token-is-not-enabled";

export const ephemeralApiToken = defineSchema({
  typeName: "atlan_api_token",
  kind: "ephemeral_resource",
  noun: "ephemeral API token",
  version: 0,
  description:
    "An Atlan API token for one run of Terraform or OpenTofu: it is created when the run needs it and deleted when the run ends. Neither a plan nor the state holds it. Do not give its secret to a write-only argument that is stored somewhere: the token stops working when the run ends. Needs Terraform 1.10 or OpenTofu 1.11.",
  timeouts: { open: "10m", close: "5m" },
  attributes: {
    display_name,
    description: {
      type: "string",
      mode: "optional",
      default: "",
      description:
        "What the token is for. In Atlan a note follows it, with the date from which the token is a leftover.",
    },
    persona_qualified_names: {
      ...persona_qualified_names,
      description: "The personas the token is linked to, by qualified name. Left out: none.",
    },
    validity_seconds: {
      type: "number",
      mode: "optional",
      default: DEFAULT_VALIDITY_SECONDS,
      description: `How long the token lives, in seconds, where the run does not end sooner. Choose it longer than a run takes.`,
      rules: [{ rule: "whole_number", min: 60, max: 86_400 }],
    },
    enabled: {
      type: "bool",
      mode: "required",
      description: `Whether a token is created. With \`terraform.applying\` no plan creates one, and neither does \`destroy\`; for provisioners this is enough. A provider block needs \`true\`, because plans use it, and then each plan creates a token, too. With \`false\`, \`access_token\` is \`${NOT_ENABLED}\`, which no tenant accepts.`,
    },
    id: { ...id, nullable: true, description: "The token's GUID; null when it is not enabled." },
    client_id: {
      ...client_id,
      nullable: true,
      description: "The token's client ID, `apikey-…`; null when it is not enabled.",
    },
    username: {
      ...username,
      nullable: true,
      description:
        "The principal's name, `service-account-apikey-…`; null when the token is not enabled.",
    },
    expires_at: {
      type: "string",
      mode: "computed",
      nullable: true,
      description:
        "When the token expires, RFC 3339 in UTC; null when it is not enabled, or the tenant does not say.",
    },
    access_token: {
      type: access_token.type,
      mode: access_token.mode,
      sensitive: access_token.sensitive,
      description: `The secret; \`${NOT_ENABLED}\` when the token is not enabled.`,
    },
  },
});
