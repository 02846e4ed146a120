// Work that a person may end with Ctrl-C, or a program with SIGTERM: it stops in order, and the exit status says so.
import { setMaxListeners } from "node:events";
import type { Outcome } from "./outcome.js";

/** As a shell has it for what a signal ended. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof EXIT_CODES;

/** The signals that end a command. */
export const ENDINGS = Object.keys(EXIT_CODES) as readonly Ending[];

/** Thrown by work that was stopped, with a sentence on what it has left. */
export class StoppedError extends Error {
  readonly code = "COMMAND_STOPPED";
}

/**
 * @param action completes "did not …", such as `export the tenant`
 * @throws what `work` throws, unless a signal has ended it
 */
export async function untilSignal(
  action: string,
  work: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const stop = new AbortController();
  // Every request under way listens to it; Node would take more than ten for a leak, and say so on stderr.
  setMaxListeners(0, stop.signal);
  let ending: Ending | undefined;
  const stopListening = () => {
    for (const name of ENDINGS) process.off(name, end);
  };
  const end = (signal: Ending) => {
    ending = signal;
    stop.abort(new Error(`stopped by ${signal}`));
    // A second one ends the process. Not at once: execa does that itself where it finds nobody else listening to the first.
    setImmediate(stopListening);
  };
  for (const name of ENDINGS) process.on(name, end);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (ending === undefined) throw error;
    const left = error instanceof StoppedError ? ` ${error.message}` : "";
    return {
      exitCode: EXIT_CODES[ending],
      stderr: `Stopped by ${ending}: did not ${action}.${left}`,
    };
  } finally {
    stopListening();
  }
}
