// One line on a terminal that says how far a command is. Nobody else sees it: a pipe or a file gets nothing.
import { USUAL_COLUMNS } from "./environment.js";

export interface Progress {
  /** Replaces the line. */
  show(text: string): void;
  /** Takes the line away: before anything else is printed. */
  clear(): void;
}

/** Where it is shown: standard error, so that the output of a command is its result alone. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const CLEAR_LINE = "\r\u001b[2K";

export function progressOn(stream: ProgressStream): Progress {
  if (stream.isTTY !== true) return { show: () => {}, clear: () => {} };
  let isShown = false;
  return {
    show(text) {
      // A line that wraps could not be taken away again.
      const room = Math.max((stream.columns || USUAL_COLUMNS) - 1, 1);
      stream.write(CLEAR_LINE + text.slice(0, room));
      isShown = true;
    },
    clear() {
      if (isShown) stream.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
