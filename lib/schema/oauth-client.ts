// What an OAuth client is: the attributes you choose, the ones the tenant decides, and which changes need a new client.
import { defineSchema } from "./core";
import { oauthClientIdentity } from "./oauth-client-attributes";
import { PERSONA, QUALIFIED_NAME } from "./persona-property";
import { clientRotation } from "./rotation";
import { plainSecret, sealedSecret, sealTo } from "./sealing";
import { tenant } from "./tenant";

export const oauthClient = defineSchema({
  typeName: "atlan_oauth_client",
  kind: "resource",
  noun: "OAuth client",
  version: 0,
  description:
    "An Atlan OAuth client: the principal that Atlan recommends for machines. With its ID and its secret a program gets short-lived access tokens. The secret is shown once, at creation, and is kept in `client_secret`, or sealed. Deleting a client cannot be undone.",
  timeouts: { create: "10m", read: "5m", update: "10m", delete: "5m" },
  attributes: {
    display_name: {
      type: "string",
      mode: "required",
      description:
        "The name people see in Atlan. A lookup by a name that several clients have fails and lists them all.",
      rules: [{ rule: "not_blank" }, { rule: "not_padded" }],
    },
    description: {
      type: "string",
      mode: "optional",
      default: "",
      description: "What the client is for.",
    },
    role: {
      type: "string",
      mode: "required",
      description:
        "What the client may do in the workspace: the label of a role, such as `Admin`, `Member` or `Guest`, in upper or lower case, or its name, such as `$admin`. `atlan_roles` lists those that there are.",
      rules: [{ rule: "not_blank" }, { rule: "not_padded" }],
      replace: "the role of an OAuth client is fixed when it is created",
      property: {
        name: "role",
        typeName: "atlan_role",
        expected: "a role's label or name, or a role, such as a DataAtlanRole",
      },
    },
    persona_qualified_names: {
      type: ["set", "string"],
      mode: "optional",
      default: [],
      description: "The personas the client is linked to, by qualified name.",
      rules: [{ rule: "no_blank_element" }, { rule: "no_padded_element" }],
      replace: "the personas of an OAuth client are fixed when it is created",
      property: {
        name: "personas",
        typeName: "atlan_persona",
        expected: "personas, or qualified names",
        element: PERSONA,
        literal: QUALIFIED_NAME,
      },
    },
    seal_to: sealTo({ sealed: "sealed_client_secret", plain: "client_secret" }),
    ...clientRotation,
    ...oauthClientIdentity,
    client_secret: plainSecret("client"),
    sealed_client_secret: sealedSecret,
    ...tenant,
  },
});
