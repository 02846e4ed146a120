// One API token as lookups give it: everything but the secret, which Atlan shows once, at creation.
import { apiTokenIdentity } from "./api-token-attributes";
import type { Attributes } from "./schema";

export const apiTokenRecord = {
  ...apiTokenIdentity,
  display_name: {
    type: "string",
    mode: "computed",
    description: "The name people see in Atlan.",
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
} as const satisfies Attributes;
