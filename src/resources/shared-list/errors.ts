// What a failed read or write means for the next step of a change. The one place that says so for every kind of object.
import { type AtlanErrorKind, AtlanRequestError } from "../../client/index.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";

/** Thrown by a read for a write when the object is not there: an error for those who want it changed, none for a delete. */
export class GoneError extends DiagnosticError {
  /** @param isProven it says itself that it is deleted, so waiting for it is in vain */
  constructor(
    diagnostic: Diagnostic,
    readonly isProven = false,
  ) {
    super(diagnostic);
  }
}

/** Thrown right before a write would leave on the strength of a read that no longer counts. */
export class StaleReadError extends Error {
  readonly code = "STALE_READ";

  constructor() {
    super("Cannot write: what was read is too old, expected a read just before");
    this.name = "StaleReadError";
  }
}

/**
 * - `refused`: an answer that will not change. It may be the fault of one change among several.
 * - `failed`: an answer after which another try may end better. It, too, may be the fault of one change.
 * - `unanswered`: another try may end better.
 * - `not_yet`: waiting ends it, and is no try.
 * - `final`: nothing ends it, for none of those who share the credential.
 */
export type FailureClass = "refused" | "failed" | "unanswered" | "not_yet" | "final";

const CLASSES: { readonly [Kind in AtlanErrorKind]?: FailureClass } = {
  invalid_request: "refused",
  conflict: "refused",
  // A firewall may take offence at one of them.
  web_page: "refused",
  server_error: "failed",
  not_implemented: "failed",
  malformed_reply: "unanswered",
  // Of a write: the next read says whether the object is gone.
  not_found: "failed",
  timeout: "unanswered",
  connection_broken: "unanswered",
  unreachable: "unanswered",
  rate_limited: "not_yet",
};

/** @param isRecent within a minute of our own create or write of the object: "not allowed" and "not there" mean "not yet" */
export function classifyResponse(error: unknown, isRecent: boolean): FailureClass {
  if (error instanceof GoneError) return isRecent && !error.isProven ? "not_yet" : "final";
  if (!(error instanceof AtlanRequestError)) return "final";
  const isHidden = error.kind === "forbidden" || error.kind === "not_found";
  return isHidden && isRecent ? "not_yet" : (CLASSES[error.kind] ?? "final");
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof AtlanRequestError && error.kind === "not_found";

/** Whether the tenant may have done what this error is the answer to. */
export const mayHaveCommitted = (error: unknown): boolean =>
  error instanceof Error && "mayHaveCommitted" in error && error.mayHaveCommitted === true;

const GATEWAY_STATUSES: ReadonlySet<number | null> = new Set([502, 503, 504]);

/** Whether it may yet do it: nothing has answered, or only something on the way. */
export const mayCommitLater = (error: unknown, kind: FailureClass): boolean =>
  mayHaveCommitted(error) &&
  (kind === "unanswered" ||
    (error instanceof AtlanRequestError &&
      (error.kind === "stopped" || GATEWAY_STATUSES.has(error.status))));
