// What the plugin does about signals while a host drives it.
import type { RunningCalls } from "./running-calls.js";

interface Stoppable {
  readonly calls: RunningCalls;
  stop(): void;
  /** Closes what is open. */
  end(): Promise<void>;
}

/**
 * Ctrl-C goes to the whole process group, but it is Terraform that decides: it will call StopProvider. SIGTERM stops
 * pending work, lets running calls respond with what they have, closes what is open, and ends; a second one ends at once.
 */
export function handleSignals({ calls, stop, end }: Stoppable): void {
  process.on("SIGINT", () => {});
  // Node forgets that nohup has told it to ignore this one; if Terraform dies of it, the connection closes.
  process.on("SIGHUP", () => {});
  process.once("SIGTERM", () => {
    process.once("SIGTERM", () => process.exit(0));
    stop();
    calls.whenIdle(() => void end().finally(() => process.exit(0)));
  });
}
