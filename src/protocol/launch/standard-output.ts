// What the host reads from the plugin is the handshake: whatever else is printed on standard output becomes a log line.
import { writeSync } from "node:fs";
import { Writable } from "node:stream";
import type { Logger } from "../../framework/index.js";

/** The only way to whoever started the plugin once {@link protectStandardOutput} has run. */
export const print = (fd: number, text: string): void => {
  writeSync(fd, text);
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
