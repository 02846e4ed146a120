// Moments as people read them: in UTC to the minute, and from a moment that counts as now.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The largest unit that leaves at least two of it, so that "in 45 days" does not become "next month". */
const UNITS: readonly { readonly unit: Intl.RelativeTimeFormatUnit; readonly ms: number }[] = [
  { unit: "year", ms: 365 * DAY_MS },
  { unit: "month", ms: 30 * DAY_MS },
  { unit: "day", ms: DAY_MS },
  { unit: "hour", ms: HOUR_MS },
  { unit: "minute", ms: MINUTE_MS },
];
const LEAST = 2;

const relativeFormat = new Intl.RelativeTimeFormat("en");

/** `2026-01-31 08:00 UTC` */
export const utcMinute = (moment: string): string =>
  `${new Date(moment).toISOString().slice(0, "2026-01-31T08:00".length).replace("T", " ")} UTC`;

/** `in 12 days`, `3 years ago` */
export function fromNow(moment: string, now: number): string {
  const distanceMs = Date.parse(moment) - now;
  const fitting = UNITS.find(({ ms }) => Math.abs(distanceMs) >= LEAST * ms);
  if (fitting === undefined) return distanceMs < 0 ? "a moment ago" : "in a moment";
  return relativeFormat.format(Math.round(distanceMs / fitting.ms), fitting.unit);
}
