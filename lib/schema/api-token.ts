// What an API token is: the attributes you choose, the ones the tenant decides, and which changes need a new token.
import { apiTokenIdentity } from "./api-token-attributes";
import { defineSchema } from "./core";
import { MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "./lifetime";
import { PERSONA, QUALIFIED_NAME } from "./persona-property";
import { rotation } from "./rotation";
import { plainSecret, sealedSecret, sealTo } from "./sealing";
import { tenant } from "./tenant";

export const apiToken = defineSchema({
  typeName: "atlan_api_token",
  kind: "resource",
  noun: "API token",
  version: 0,
  description:
    "An Atlan API token: the principal a loader, dbt job or pipeline logs in as. Its secret is shown once, at creation, and is kept in `access_token`, or sealed. Deleting a token cannot be undone.",
  timeouts: { create: "10m", read: "5m", update: "10m", delete: "5m" },
  attributes: {
    display_name: {
      type: "string",
      mode: "required",
      description:
        "The name people see in Atlan. Atlan allows several tokens of one name; a lookup by that name then fails and lists them all.",
      rules: [{ rule: "not_blank" }, { rule: "not_padded" }],
    },
    description: {
      type: "string",
      mode: "optional",
      default: "",
      description: "What the token is for.",
    },
    persona_qualified_names: {
      type: ["set", "string"],
      mode: "optional",
      description:
        "The personas the token is linked to, by qualified name. Left out: this resource does not manage the links, and bindings may do so. With a set, even an empty one, the token has exactly these.",
      rules: [{ rule: "no_blank_element" }, { rule: "no_padded_element" }],
      property: {
        name: "personas",
        typeName: "atlan_persona",
        expected: "personas, or qualified names",
        element: PERSONA,
        literal: QUALIFIED_NAME,
      },
    },
    validity_seconds: {
      type: "number",
      mode: "optional_computed",
      defaultAtCreate: MAX_VALIDITY_SECONDS,
      description: `How long the token lives, in seconds from its creation. Left out: ${MAX_VALIDITY_SECONDS} (five years) at create, otherwise what the token has. ${NEVER_EXPIRES} is what Atlan's documentation calls "never expires".`,
      replace: "a token's lifetime is fixed when it is created",
      rulesAtCreate: [
        { rule: "whole_number", min: 1, max: MAX_VALIDITY_SECONDS, or: NEVER_EXPIRES },
      ],
      rules: [
        { rule: "whole_number", min: 1, max: NEVER_EXPIRES },
        {
          rule: "discouraged_below",
          min: 3600,
          because: "less than one hour: the number is in seconds",
        },
        {
          rule: "discouraged",
          value: NEVER_EXPIRES,
          because: `is ${NEVER_EXPIRES} ("never expires"), which Atlan's own SDKs no longer send: past the year 2038 it overflows in Keycloak, so such a token may be expired from the start. ${MAX_VALIDITY_SECONDS} (five years) is the longest lifetime known to work`,
        },
      ],
    },
    wait_until_ready: {
      type: "bool",
      mode: "optional",
      default: true,
      local: true,
      description:
        "Whether create waits until the new token itself is accepted by Atlan. A rotation always waits for it.",
    },
    replace_when_expired: {
      type: "bool",
      mode: "optional",
      default: true,
      local: true,
      description:
        "Whether a token that has `expired` is replaced by the next apply. `false`: the plan only warns.",
    },
    seal_to: sealTo({ sealed: "sealed_access_token", plain: "access_token" }),
    ...rotation,
    ...apiTokenIdentity,
    access_token: plainSecret("token"),
    sealed_access_token: sealedSecret,
    ...tenant,
  },
});
