// Makes secrets: opaque ones, and bearers that look like Keycloak's, JWTs with a random signature, so that they cannot be guessed.
import type { TenantState } from "./tenant-state.js";

export type SecretRequest = {
  readonly username: string;
  readonly clientId: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly lifetimeSeconds: number | undefined;
};

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A secret that says nothing, remembered among all that were ever minted. */
export function secretText(state: TenantState): string {
  const secret = state.ids.signature();
  state.secrets.add(secret);
  return secret;
}

/** Mints a secret and remembers it among all that were ever minted. It opens nothing until a bearer is stored under it. */
export function mintSecret(state: TenantState, request: SecretRequest): string {
  const issuedAtSeconds = Math.floor(request.issuedAt / 1000);
  const expiry =
    request.lifetimeSeconds === undefined ? {} : { exp: issuedAtSeconds + request.lifetimeSeconds };
  const payload = {
    ...expiry,
    iat: issuedAtSeconds,
    jti: state.ids.guid(),
    typ: "Bearer",
    azp: request.clientId,
    preferred_username: request.username,
  };
  const secret = `${base64url({ alg: "RS256", typ: "JWT" })}.${base64url(payload)}.${state.ids.signature()}`;
  state.secrets.add(secret);
  return secret;
}
