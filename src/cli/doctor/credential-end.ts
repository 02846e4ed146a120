// When a credential ends, by what it says itself, and how long that is from now.
import { lifeOf } from "../../client/index.js";
import { isNearExpiry } from "../../near-expiry.js";
import { toRfc3339 } from "../../rfc3339.js";
import type { Secret } from "../../secret.js";
import { broken, type Finding, notChecked, ok, warning } from "./check.js";

export interface EndTerms {
  readonly nowMs: number;
  readonly warnBeforeSeconds: number;
  /** What to do before it ends, as a sentence. */
  readonly renew: string;
}

export function endOf(credential: Secret, { nowMs, warnBeforeSeconds, renew }: EndTerms): Finding {
  const life = lifeOf(credential);
  if (life === null) return notChecked("the credential does not say when it expires");
  const { expiresAt, issuedAt } = life;
  const leftMs = expiresAt.getTime() - nowMs;
  const date = toRfc3339(expiresAt);
  if (leftMs <= 0) return broken(`expired at ${date}, ${durationOf(-leftMs)} ago`, renew);
  const wholeMs = issuedAt === null ? Infinity : expiresAt.getTime() - issuedAt.getTime();
  const found = `expires at ${date}, in ${durationOf(leftMs)}`;
  return isNearExpiry({ leftMs, wholeMs }, warnBeforeSeconds) ? warning(found, renew) : ok(found);
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** In its largest unit. */
export function durationOf(ms: number): string {
  const [name, unitMs] = UNITS.find(([, size]) => ms >= size) ?? UNITS[3];
  const count = Math.floor(ms / unitMs);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
