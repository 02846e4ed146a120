// Between the tenant's record of an OAuth client and Terraform's object: pure, and the only place that knows both spellings.
import type { OAuthClient } from "../../client/index.js";
import { withoutClaim } from "../principals/claim.js";
import { toRfc3339 } from "../rfc3339.js";

/** What the tenant decides about a client, by Terraform's names. */
export const identityOf = (client: OAuthClient) => ({
  id: client.id,
  client_id: client.clientId,
  username: client.username,
  created_at: client.createdAt && toRfc3339(client.createdAt),
  created_by: client.createdBy,
  role_name: client.role,
  token_expiry_seconds: client.tokenExpirySeconds,
  active_ids: [client.id],
  active_usernames: [client.username],
});

/** A client as lookups give it. */
export const recordOf = (client: OAuthClient) => ({
  ...identityOf(client),
  display_name: client.displayName,
  description: withoutClaim(client.description),
  persona_qualified_names: [...new Set(client.personaQualifiedNames)],
});
