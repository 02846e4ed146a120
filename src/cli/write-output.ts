// Writes what a command returns to standard output, to its end, and says what kept it from being written.
import type { Writable } from "node:stream";
import { fileErrorReason } from "../file-error.js";

const EXPECTED = "expected a terminal, a pipe or a file that takes all of it";

/** The reader of a pipe has ended: it has what it wanted, as `head` does. */
const READER_GONE = "EPIPE";

/** @throws in one sentence when the output could not be written to its end, as on a full disk */
export function writeOutput(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === READER_GONE) resolve();
      else {
        const reason = fileErrorReason(error);
        reject(new Error(`Cannot write the output: ${reason}, ${EXPECTED}`, { cause: error }));
      }
    };
    // A stream that fails tells its listeners, too, and ends the process where there are none.
    stream.on("error", fail);
    stream.write(text, (error) => {
      if (error) return fail(error);
      stream.off("error", fail);
      resolve();
    });
  });
}
