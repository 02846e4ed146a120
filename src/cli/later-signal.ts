// Notices that a person insists: another Ctrl-C after the one that has begun an orderly end.
import type { Clock } from "../clock.js";
import { ENDINGS } from "./interruption.js";

/** One Ctrl-C may come twice: from the terminal, and passed on by npm; or as SIGHUP, when npm has ended before. */
const SAME_SIGNAL_MS = 1_000;

export interface LaterSignal {
  /** Aborts with the first signal. */
  readonly first: AbortSignal;
  readonly clock: Clock;
  readonly onLater: () => void;
}

/** A terminal that is closed asks for no more than an orderly end. @returns how to stop listening */
export function onLaterSignal({ first, clock, onLater }: LaterSignal): () => void {
  let firstMs = 0;
  const onSignal = (name: NodeJS.Signals) => {
    const isAnother = clock.elapsedMs() - firstMs >= SAME_SIGNAL_MS;
    if (isAnother && name !== "SIGHUP") onLater();
  };
  const listen = () => {
    firstMs = clock.elapsedMs();
    for (const name of ENDINGS) process.on(name, onSignal);
  };
  first.addEventListener("abort", listen, { once: true });
  return () => {
    first.removeEventListener("abort", listen);
    for (const name of ENDINGS) process.off(name, onSignal);
  };
}
