// What may be printed of an error: of an expected one its message; of any other its kind, its stack, and its message without quoted values.

/** Messages quote the value that they fail on (`JSON.parse` does). It may be a secret, and so may any long run of characters. */
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const LONG_RUN = /[^\s/\\:()]{24,}/g;

const withoutValues = (text: string): string =>
  text.replace(QUOTED, '"…"').replace(LONG_RUN, (run) => (/^[A-Za-z_.]+$/.test(run) ? run : "…"));

const MAX_FRAMES = 20;

/** What an expected error says, of ours or of the system's: such a message quotes no secret. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

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
