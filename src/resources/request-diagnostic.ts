// From a failed request to what a person reads: what was tried, what came back, what it means, what to do next.
import { AtlanRequestError } from "../client/index.js";
import { type AttributePath, type Diagnostic, DiagnosticError } from "../framework/index.js";

/** How a failed request is told as the failure of what the person asked for. */
export interface FailureReport {
  /** At most 60 characters, in the words of a person: `Cannot create API token`. */
  readonly summary: string;
  /** What may now exist in the tenant, or what was left alone. */
  readonly aftermath?: string;
  readonly attribute?: AttributePath;
  /** What to do next, where more is known than the kind of failure tells. */
  readonly hint?: string;
}

export function requestDiagnostic(error: AtlanRequestError, report: FailureReport): Diagnostic {
  const next = report.hint ?? error.nextStep;
  const paragraphs = [`${error.message}.`, error.meaning, report.aftermath, next];
  return {
    severity: "error",
    summary: report.summary,
    detail: paragraphs.filter((paragraph) => paragraph !== undefined).join("\n\n"),
    ...(report.attribute && { attribute: report.attribute }),
  };
}

/** A failed request becomes a diagnostic; a stop, a diagnostic or a mistake of ours goes on as it is. */
export function rethrow(error: unknown, report: FailureReport, signal: AbortSignal): never {
  if (signal.aborted) throw signal.reason;
  if (error instanceof AtlanRequestError) {
    throw new DiagnosticError(requestDiagnostic(error, report));
  }
  throw error;
}

/** Runs a step of an operation so that its failed requests speak of that operation. */
export async function reporting<T>(
  report: FailureReport,
  signal: AbortSignal,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    rethrow(error, report, signal);
  }
}
