// The note a token carries while it is being made: it tells our own leftovers from everybody else's tokens.
import { toRfc3339 } from "../rfc3339.js";

const CLAIM =
  /^being created by cdktf-provider-atlan, claim ([0-9a-f-]{36}), stale after (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/;

/** A description that nobody writes by hand, unique to one create. */
export const claimText = (uuid: string, staleAfter: Date): string =>
  `being created by cdktf-provider-atlan, claim ${uuid}, stale after ${toRfc3339(staleAfter)}`;

/** Whether a description is a claim's, live or stale. */
export const isClaim = (description: string): boolean => CLAIM.test(description);

/** Whether the create that wrote this claim must have ended by `tenantNow`. False for a description that is no claim. */
export function isStaleClaim(description: string, tenantNow: Date): boolean {
  const staleAfter = CLAIM.exec(description)?.[2];
  return staleAfter !== undefined && tenantNow.getTime() > Date.parse(staleAfter);
}

/** A description fit for people: a claim says nothing about what its token is for. */
export const withoutClaim = (description: string): string =>
  isClaim(description) ? "" : description;
