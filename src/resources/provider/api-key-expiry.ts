// What is said of an API key that soon ends, by what it says itself: no request has been sent yet.
import { lifeOf, type SignIn } from "../../client/index.js";
import type { Diagnostic } from "../../framework/index.js";
import { isNearExpiry } from "../../near-expiry.js";
import { toRfc3339 } from "../../rfc3339.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface ApiKeyCheck {
  readonly signIn: SignIn;
  /** 0: never. */
  readonly warnBeforeExpirySeconds: number;
  readonly nowMs: number;
}

/**
 * Nothing for a key that has ended by the local clock, which may be wrong: the tenant decides, and its refusal names the date.
 * Nothing before the last third of a key's life either: one that is made for a day is not near its end in the morning.
 */
export function apiKeyExpiresSoon(check: ApiKeyCheck): Diagnostic | null {
  const { signIn, warnBeforeExpirySeconds, nowMs } = check;
  if (!("apiKey" in signIn)) return null;
  const life = lifeOf(signIn.apiKey);
  if (life === null) return null;
  const { expiresAt, issuedAt } = life;
  const leftMs = expiresAt.getTime() - nowMs;
  const wholeMs =
    issuedAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - issuedAt.getTime();
  if (leftMs <= 0 || !isNearExpiry({ leftMs, wholeMs }, warnBeforeExpirySeconds)) return null;
  return {
    severity: "warning",
    summary: "The API key expires soon",
    detail: `The API key that this provider signs in with expires at ${toRfc3339(expiresAt)}, ${inDays(leftMs)}. After that the tenant refuses every request.\n\nMake another API token in Atlan (Admin, API tokens, Generate API token), and set ATLAN_API_KEY, or api_key in the provider block, to its secret. warn_before_expiry_seconds sets how long before the end this warning appears.`,
    attribute: ["api_key"],
  };
}

function inDays(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  if (days === 0) return "in less than a day";
  return days === 1 ? "in 1 day" : `in ${days} days`;
}
