// From a failed request to what a person reads: what was tried, what came back, what it means, what to do next.
import { AtlanRequestError } from "../client/index.js";
import { type AttributePath, type Diagnostic, DiagnosticError } from "../framework/index.js";

/** Frames a failed request as the failure of what the person asked for. */
export interface Attempt {
  /** At most 60 characters, in the words of a person: `Cannot create API token`. */
  readonly summary: string;
  /** What may now exist in the tenant, or what was left alone. */
  readonly aftermath?: string;
  readonly attribute?: AttributePath;
  /** What to do next, where more is known than the kind of failure tells. */
  readonly hint?: string;
}

export function requestDiagnostic(error: AtlanRequestError, attempt: Attempt): Diagnostic {
  const next = attempt.hint ?? error.nextStep;
  const paragraphs = [`${error.message}.`, error.meaning, attempt.aftermath, next];
  return {
    severity: "error",
    summary: attempt.summary,
    detail: paragraphs.filter((paragraph) => paragraph !== undefined).join("\n\n"),
    ...(attempt.attribute && { attribute: attempt.attribute }),
  };
}

/** A failed request becomes a diagnostic; a stop, a diagnostic or a mistake of ours goes on as it is. */
export function rethrow(error: unknown, attempt: Attempt, signal: AbortSignal): never {
  if (signal.aborted) throw signal.reason;
  if (error instanceof AtlanRequestError) {
    throw new DiagnosticError(requestDiagnostic(error, attempt));
  }
  throw error;
}

/** Runs a step of an operation so that its failed requests speak of that operation. */
export async function attempting<T>(
  attempt: Attempt,
  signal: AbortSignal,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    rethrow(error, attempt, signal);
  }
}
