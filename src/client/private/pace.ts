// How long to wait before the next try: what the tenant asks for, or longer and longer.

const FIRST_CEILING_MS = 1_000;
const LAST_CEILING_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 120_000;

/** Full jitter: anything from 0 to a ceiling that doubles with each try, counted from 1. */
export function backoffMs(tries: number, random: () => number): number {
  return random() * Math.min(LAST_CEILING_MS, FIRST_CEILING_MS * 2 ** (tries - 1));
}

/**
 * `Retry-After` in seconds or as an HTTP date, at most 120 s. Null when there is none, none that can be read, or none
 * that lies ahead, so that "0" falls back to the backoff. A date is measured against the tenant's own `Date`, because
 * the local clock may be wrong.
 */
export function retryAfterMs(header: string | undefined, tenantNowMs: number): number | null {
  const text = header?.trim() ?? "";
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - tenantNowMs;
  return ms > 0 ? Math.min(ms, LONGEST_RETRY_AFTER_MS) : null;
}
