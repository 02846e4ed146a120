// What the tenant says of an API token: of any, and of one that a lookup finds.
import type { Attributes } from "./core";
import { principalIdentity, principalRecord } from "./principal-attributes";

export const apiTokenIdentity = {
  ...principalIdentity("token", "apikey"),
  expires_at: {
    type: "string",
    mode: "computed",
    nullable: true,
    description: "When the token expires, RFC 3339 in UTC; null when it never does.",
  },
  expired: {
    type: "bool",
    mode: "computed",
    description: "Whether the token had expired, by the tenant's clock, when it was last read.",
  },
} as const satisfies Attributes;

/** Everything but the secret, which Atlan shows once, at creation. */
export const apiTokenRecord = {
  ...apiTokenIdentity,
  ...principalRecord("token"),
  validity_seconds: {
    type: "number",
    mode: "computed",
    nullable: true,
    description: "How long the token lives, in seconds from its creation.",
  },
} as const satisfies Attributes;
