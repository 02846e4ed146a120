// When principals expire: what that means on a given day, and how many do in which month.
import type { Principal } from "./access.js";
import { DAY_MS } from "./when.js";

export const SOON_DAYS = 30;
const MONTHS_SHOWN = 12;

export type ExpiryState = "expired" | "soon" | "later" | "never" | "unknown";

type Expiring = Pick<Principal, "expiresAt">;

export function expiryState({ expiresAt }: Expiring, now: number): ExpiryState {
  if (expiresAt === "never" || expiresAt === "unknown") return expiresAt;
  const distanceMs = Date.parse(expiresAt) - now;
  if (distanceMs <= 0) return "expired";
  return distanceMs <= SOON_DAYS * DAY_MS ? "soon" : "later";
}

/** One bar of the timeline. */
export interface ExpiryBucket {
  /** Unique among the buckets: `expired`, `later`, `never`, `unknown` or a month such as `2026-11`. */
  readonly id: string;
  readonly title: string;
  /** For the foot of a bar, where there is little room. */
  readonly shortTitle: string;
  readonly count: number;
}

const monthTitle = new Intl.DateTimeFormat("en", {
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const monthShortTitle = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** The first moment of the month that is so many after the one of now. */
const monthStart = (now: number, months: number): number =>
  Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + months);

const monthId = (moment: number): string =>
  new Date(moment).toISOString().slice(0, "2026-11".length);

/** The bucket that a principal belongs to. */
export function bucketOf({ expiresAt }: Expiring, now: number): string {
  if (expiresAt === "never" || expiresAt === "unknown") return expiresAt;
  const moment = Date.parse(expiresAt);
  if (moment <= now) return "expired";
  return moment < monthStart(now, MONTHS_SHOWN) ? monthId(moment) : "later";
}

/**
 * What has expired, the next twelve months, what comes after them, and what never expires; each with its count, 0 too. Last those of
 * which it is not known, if there are any.
 */
export function expiryBuckets(
  principals: readonly Expiring[],
  now: number,
): readonly ExpiryBucket[] {
  const counts = new Map<string, number>();
  for (const principal of principals) {
    const id = bucketOf(principal, now);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const bucket = (id: string, title: string, shortTitle = title): ExpiryBucket => ({
    id,
    title,
    shortTitle,
    count: counts.get(id) ?? 0,
  });
  const months = Array.from({ length: MONTHS_SHOWN }, (_, index) => {
    const start = monthStart(now, index);
    return bucket(monthId(start), monthTitle.format(start), monthShortTitle.format(start));
  });
  const unknown = bucket("unknown", "Unknown");
  return [
    bucket("expired", "Expired"),
    ...months,
    bucket("later", "Later"),
    bucket("never", "Never"),
    ...(unknown.count > 0 ? [unknown] : []),
  ];
}
