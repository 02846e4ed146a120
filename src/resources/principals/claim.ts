// The notes in a description that tell our own leftovers from everybody else's: of a principal that is being made, and of
// a token that is for one run.
import { toRfc3339 } from "../../rfc3339.js";

const DATE = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)`;
const CLAIM = new RegExp(
  `^being created by cdktf-provider-atlan, claim [0-9a-f-]{36}, stale after ${DATE}$`,
);
const RUN_NOTE = new RegExp(
  String.raw`(?:^|\()made by cdktf-provider-atlan for one run, stale after ${DATE}\)?$`,
);

/** A description that nobody writes by hand, unique to one create. */
export const claimText = (uuid: string, staleAfter: Date): string =>
  `being created by cdktf-provider-atlan, claim ${uuid}, stale after ${toRfc3339(staleAfter)}`;

/** A description, with the note that it is for one run. */
export function withRunNote(description: string, staleAfter: Date): string {
  const note = `made by cdktf-provider-atlan for one run, stale after ${toRfc3339(staleAfter)}`;
  return description === "" ? note : `${description} (${note})`;
}

/** Whether a description is a claim's, live or stale. */
export const isClaim = (description: string): boolean => CLAIM.test(description);

/** Whether a description is that of a token for one run. */
export const hasRunNote = (description: string): boolean => RUN_NOTE.test(description);

/**
 * Whether the create that wrote this claim must have ended by `tenantNow`, or the token for one run must have expired. False
 * for any other description.
 */
export function isStale(description: string, tenantNow: Date): boolean {
  const staleAfter = (CLAIM.exec(description) ?? RUN_NOTE.exec(description))?.[1];
  return staleAfter !== undefined && tenantNow.getTime() > Date.parse(staleAfter);
}

/** A description fit for people: a claim says nothing about what it is for. */
export const withoutClaim = (description: string): string =>
  isClaim(description) ? "" : description;
