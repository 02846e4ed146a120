// What the tenant says of an OAuth client: of any, and of one that a lookup finds.
import type { Attributes } from "./core";
import { principalIdentity, principalRecord } from "./principal-attributes";

export const oauthClientIdentity = {
  ...principalIdentity("client", "oauth-client"),
  role_name: {
    type: "string",
    mode: "computed",
    nullable: true,
    description:
      "The name of the client's role, such as `$admin`; null when the tenant does not say.",
  },
  token_expiry_seconds: {
    type: "number",
    mode: "computed",
    nullable: true,
    description:
      "How long an access token lives that the client is given, in seconds; null when the tenant does not say.",
  },
} as const satisfies Attributes;

/** Everything but the secret, which Atlan shows once, at creation. */
export const oauthClientRecord = {
  ...oauthClientIdentity,
  ...principalRecord("client"),
} as const satisfies Attributes;
