// How long a token lives, and until when: pure arithmetic on what the tenant says.
import { NEVER_EXPIRES } from "../../../lib/schema/index.js";

/** Unlimited is written in several ways: a negative lifespan, Atlan's 409968000, or anything longer still. */
export const isUnlimited = (lifespanSeconds: number): boolean =>
  lifespanSeconds < 0 || lifespanSeconds >= NEVER_EXPIRES;

/** The one number by which state and configuration call every unlimited lifetime. */
export const validityOf = (lifespanSeconds: number | null): number =>
  lifespanSeconds === null || isUnlimited(lifespanSeconds) ? NEVER_EXPIRES : lifespanSeconds;

/** When a token ends; null when it never does or the tenant does not say when it began. */
export function expiryOf(createdAt: Date | null, lifespanSeconds: number | null): Date | null {
  if (createdAt === null || lifespanSeconds === null || isUnlimited(lifespanSeconds)) return null;
  return new Date(createdAt.getTime() + lifespanSeconds * 1000);
}
