// Between the tenant's record of an OAuth client and Terraform's object: pure, and the only place that knows both spellings.
import type { OAuthClient } from "../../client/index.js";
import { withoutClaim } from "../principals/claim.js";
import { identityOf } from "../principals/identity.js";

/** What the tenant says of clients alone. */
export const roleState = ({ role, tokenExpirySeconds }: OAuthClient) => ({
  role_name: role,
  token_expiry_seconds: tokenExpirySeconds,
});

export const personasOf = ({ personaQualifiedNames }: OAuthClient): readonly string[] => [
  ...new Set(personaQualifiedNames),
];

/** A client as lookups give it. */
export const recordOf = (client: OAuthClient) => ({
  ...roleState(client),
  ...identityOf(client),
  display_name: client.displayName,
  description: withoutClaim(client.description),
  persona_qualified_names: personasOf(client),
});
