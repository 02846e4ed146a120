// Runs one command to its end, and ends it and everything it started when a signal aborts.
import {
  type CommandCall,
  type CommandResult,
  type RunningCommand,
  startCommand,
} from "../src/testing/run-command.js";
import { endTree } from "./process-tree.js";

/** @throws the signal's reason when aborted, once every process is gone */
export async function untilAborted(
  signal: AbortSignal,
  { pid, ended }: RunningCommand,
): Promise<CommandResult> {
  let ending: Promise<void> | undefined;
  const end = () => {
    ending = endTree(pid);
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    const result = await ended;
    await ending;
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/** Never rejects for an exit code. In a group of its own: only `signal` ends it, not the terminal's Ctrl-C as well. */
export async function runChild(
  { signal, ...call }: CommandCall & { readonly signal: AbortSignal },
  args: readonly string[],
): Promise<CommandResult> {
  signal.throwIfAborted();
  return untilAborted(signal, startCommand({ ...call, ownGroup: true }, args));
}
