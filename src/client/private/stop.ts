// Says that a call was stopped, at which point, and why.
import type { AtlanRequestError } from "../request-error.js";
import type { Mask } from "./mask.js";
import { type Failure, NO_ANSWER } from "./outcome.js";

interface Stop {
  readonly signal: AbortSignal;
  readonly mask: Mask;
  /** How the try before ended. */
  readonly lastError: AtlanRequestError | null;
}

export function stoppedDuringTry(stop: Stop, sent: boolean): Failure {
  return failure(stop, {
    isTry: true,
    sent,
    when: sent ? "after it was sent and before the answer came" : "before it was sent",
  });
}

export function stoppedWhileWaiting(stop: Stop): Failure {
  const { lastError } = stop;
  const when =
    lastError === null
      ? "before it was sent"
      : `while it waited for another try after ${lastError.status ?? lastError.kind}`;
  return failure(stop, { isTry: false, sent: false, when });
}

function failure(
  { signal, mask, lastError }: Stop,
  { when, ...point }: Pick<Failure, "isTry" | "sent"> & { readonly when: string },
): Failure {
  const { reason } = signal;
  const why = reason instanceof Error ? ` (${mask(reason.message)})` : "";
  return {
    ...NO_ANSWER,
    kind: "stopped",
    detail: `stopped${why} ${when}`,
    ...point,
    ...(lastError && { cause: lastError }),
  };
}
