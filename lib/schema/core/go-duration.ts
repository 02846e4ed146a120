// Durations as Go writes them (`1h30m`), because that is what people know from every `timeouts` block.

const MS_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go counts nanoseconds in 63 bits: about 292 years. */
const LONGEST_MS = (2 ** 63 - 1) / 1e6;

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gu;
const WHOLE = new RegExp(`^\\+?(?:${PART.source})+$`, "u");

/**
 * A positive Go duration in milliseconds, or undefined when the text is not one (`10`, `1d`, `-5m`, `0s`) or too long for Go.
 * Syntax: Go's `time.ParseDuration`.
 */
export function parseGoDuration(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  const totalMs = [...text.matchAll(PART)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (MS_PER_UNIT[unit ?? ""] ?? Number.NaN),
    0,
  );
  return totalMs > 0 && totalMs <= LONGEST_MS ? totalMs : undefined;
}
