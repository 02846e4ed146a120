// What may be printed of an error that nobody foresaw: its kind, where it arose, and its message without quoted values.

/** Messages quote what they choke on (`JSON.parse` does), which may be a secret, as may any long run of characters. */
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const LONG_RUN = /[^\s/\\:()]{24,}/g;

const withoutValues = (text: string): string =>
  text.replace(QUOTED, '"…"').replace(LONG_RUN, (run) => (/^[A-Za-z_.]+$/.test(run) ? run : "…"));

const MAX_FRAMES = 20;

/** One line. */
export const describeError = (error: unknown): string =>
  error instanceof Error
    ? `${error.name}: ${withoutValues(error.message)}`
    : `something that is not an Error was thrown (${typeof error})`;

/** The frames of the stack alone: its head repeats the message. */
export function stackFrames(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const frames = (error.stack ?? "").replace(error.message, "").split("\n");
  return frames.filter((line) => /^\s+at /.test(line)).slice(0, MAX_FRAMES);
}
