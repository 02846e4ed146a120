// What the plugin does about signals while a host drives it.
import type { Clock } from "../../clock.js";
import type { RunningCalls } from "./running-calls.js";

/** Time for the last reply to leave. */
const FLUSH_MS = 50;

interface SignalHandling {
  readonly calls: RunningCalls;
  readonly clock: Clock;
  /** Ends pending work. */
  readonly stop: () => void;
}

/**
 * Ctrl-C goes to the whole process group, but it is Terraform that decides: it will call StopProvider. SIGTERM stops
 * pending work, lets running calls answer with what they have, and ends; a second one ends at once.
 */
export function handleSignals({ calls, clock, stop }: SignalHandling): void {
  process.on("SIGINT", () => {});
  // Node forgets that nohup has told it to ignore this one; if Terraform dies of it, the connection closes.
  process.on("SIGHUP", () => {});
  process.once("SIGTERM", () => {
    process.once("SIGTERM", () => process.exit(0));
    stop();
    calls.whenIdle(() => clock.setAlarm(FLUSH_MS, () => process.exit(0)));
  });
}
