// From whatever a hook threw to what a person reads: its own words, a timeout, a stop, or a bug of ours.
import { bugDiagnostic } from "./bug-diagnostic.js";
import { type Diagnostic, DiagnosticError } from "./diagnostic.js";
import { StoppedError } from "./stopped-error.js";
import { TimedOutError } from "./timed-out-error.js";

const MAX_CAUSES = 8;
const STACK_FRAMES = 6;

export interface Attempt {
  /** `creating the API token`. */
  readonly doing: string;
  /** A sentence: what is true when it did not end well. */
  readonly aftermath: string;
  /** The operation's signal: an abort error of any library then stands for its reason. */
  readonly signal?: AbortSignal;
}

/** At least one error, always. */
export function failureDiagnostics(thrown: unknown, attempt: Attempt): readonly Diagnostic[] {
  if (thrown instanceof DiagnosticError) return ownWords(thrown, attempt);
  const reason = abortReason(thrown, attempt.signal);
  if (reason instanceof TimedOutError) return [timedOut(reason, attempt)];
  if (reason instanceof StoppedError) return [stopped(attempt)];
  return [unexpected(thrown, attempt)];
}

function ownWords(error: DiagnosticError, attempt: Attempt): readonly Diagnostic[] {
  const hasError = error.diagnostics.some(({ severity }) => severity === "error");
  return hasError ? error.diagnostics : [...error.diagnostics, unexpected(error, attempt)];
}

function abortReason(thrown: unknown, signal: AbortSignal | undefined): unknown {
  return causesOf(thrown)
    .map((error) => (error.name === "AbortError" && signal?.aborted ? signal.reason : error))
    .find((error) => error instanceof TimedOutError || error instanceof StoppedError);
}

/** The error and its causes, outermost first; a bound, because a cause may point back. */
function causesOf(thrown: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let next = thrown; isError(next) && causes.length < MAX_CAUSES; next = next.cause) {
    causes.push(next);
  }
  return causes;
}

/** By its looks: a `DOMException` is an error, but not always an `Error` of this realm. */
const isError = (thrown: unknown): thrown is Error =>
  typeof thrown === "object" && thrown !== null && "message" in thrown && "name" in thrown;

function timedOut({ timeout }: TimedOutError, { doing, aftermath }: Attempt): Diagnostic {
  return {
    severity: "error",
    summary: `Timed out ${doing}`,
    detail: `Timed out after ${timeout} while ${doing}. ${aftermath} Run the same command again to go on; if the tenant is only slow, give the operation longer in the \`timeouts\` block.`,
  };
}

function stopped({ doing, aftermath }: Attempt): Diagnostic {
  return {
    severity: "error",
    summary: `Stopped ${doing}`,
    detail: `Terraform asked the plugin to stop while ${doing}. ${aftermath} Run the same command again to go on.`,
  };
}

function unexpected(thrown: unknown, { doing, aftermath }: Attempt): Diagnostic {
  return bugDiagnostic(`An unexpected error ended ${doing}. ${aftermath}`, errorText(thrown));
}

/** Name, message and the first frames of the error and of what caused it. */
function errorText(thrown: unknown): string {
  const causes = causesOf(thrown);
  if (causes.length === 0) return `thrown: ${String(thrown)}`;
  const frames = (causes[0]?.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [
    ...causes.map(({ name, message }, index) => `${index ? "caused by " : ""}${name}: ${message}`),
    ...frames.slice(0, STACK_FRAMES),
  ].join("\n");
}
