// What a credential says of its own end: Atlan's are JSON Web Tokens. Nothing of it is verified, and nothing else of it is read.
import { claimsOf } from "../jwt.js";
import type { Secret } from "../secret.js";

interface CredentialLife {
  readonly expiresAt: Date;
  readonly issuedAt: Date | null;
}

/** Null for what is no JSON Web Token, or one without an end. */
export function lifeOf(credential: Secret): CredentialLife | null {
  const { exp, iat } = claimsOf(credential);
  const expiresAt = dateOf(exp);
  return expiresAt && { expiresAt, issuedAt: dateOf(iat) };
}

/** From seconds since 1970; null for what is no such number, or beyond what a date can be. */
function dateOf(seconds: unknown): Date | null {
  if (typeof seconds !== "number") return null;
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? null : date;
}
