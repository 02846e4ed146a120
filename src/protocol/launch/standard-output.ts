// Standard output belongs to the handshake: whatever else is printed there becomes a log line.
import { writeSync } from "node:fs";
import { Writable } from "node:stream";
import type { Logger } from "../../framework/index.js";

const STDOUT = 1;

/** The only way to standard output once {@link protectStandardOutput} has run. */
export const printHandshake = (line: string): void => {
  writeSync(STDOUT, line);
};

const loggingStream = (log: Logger): Writable =>
  new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      log.debug("Written to standard output", { text: chunk.toString().trimEnd() });
      done();
    },
  });

/** `console.log` goes through `process.stdout` too. The stream is made when something first asks for it. */
export function protectStandardOutput(log: Logger): void {
  let stream: Writable | undefined;
  Object.defineProperty(process, "stdout", {
    configurable: true,
    get: () => {
      stream ??= loggingStream(log);
      return stream;
    },
  });
}
