// Between the tenant's record of a token and Terraform's object: pure, and the only place that knows both spellings.
import type { apiToken } from "../../../lib/schema/index.js";
import type { ApiToken } from "../../client/index.js";
import type { StateOf } from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";
import { withoutClaim } from "../principals/claim.js";
import { identityOf } from "../principals/identity.js";
import type { AttributesOf } from "../tenant-binding.js";
import { expiryOf } from "./lifetime.js";

export type ApiTokenAttributes = AttributesOf<typeof apiToken>;
export type TokenState = StateOf<ApiTokenAttributes>;

/** When it ends, and whether it has. */
export function lifeState(token: ApiToken, tenantNow: Date | null) {
  const expiresAt = expiryOf(token.createdAt, token.lifespanSeconds);
  return {
    expires_at: expiresAt && toRfc3339(expiresAt),
    expired: expiresAt !== null && tenantNow !== null && tenantNow >= expiresAt,
  };
}

export const personasOf = (token: ApiToken): readonly string[] =>
  token.personas.map(({ qualifiedName }) => qualifiedName);

/** A token as lookups give it. */
export const recordOf = (token: ApiToken, tenantNow: Date | null) => ({
  ...lifeState(token, tenantNow),
  ...identityOf(token),
  display_name: token.displayName,
  description: withoutClaim(token.description),
  persona_qualified_names: personasOf(token),
  validity_seconds: token.lifespanSeconds,
});
