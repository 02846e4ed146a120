// What a JSON Web Token says of itself. Nothing of it is verified: that is for the tenant, which signed it.
import type { Secret } from "./secret.js";

/** By claim; none for what is no JSON Web Token. */
export function claimsOf(token: Secret): { readonly [claim: string]: unknown } {
  const [, payload = ""] = token.reveal().split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return Object(claims);
  } catch {
    // Not JSON: a credential of another kind.
    return {};
  }
}
