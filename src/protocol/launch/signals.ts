// What the plugin does about signals while a host drives it.
import type { RunningCalls } from "./running-calls.js";

/**
 * Ctrl-C goes to the whole process group, but it is Terraform that decides: it will call StopProvider. SIGTERM stops
 * pending work, lets running calls respond with what they have, and ends; a second one ends at once.
 */
export function handleSignals(calls: RunningCalls, stop: () => void): void {
  process.on("SIGINT", () => {});
  // Node forgets that nohup has told it to ignore this one; if Terraform dies of it, the connection closes.
  process.on("SIGHUP", () => {});
  process.once("SIGTERM", () => {
    process.once("SIGTERM", () => process.exit(0));
    stop();
    calls.whenIdle(() => process.exit(0));
  });
}
