// Turns whatever a hook threw into diagnostics: its own, a timeout, a stop, or a bug in this package.

import { describeError, stackFrames } from "../describe-error.js";
import { bugDiagnostic } from "./bug-diagnostic.js";
import { type Diagnostic, DiagnosticError } from "./diagnostic.js";
import type { Product } from "./product.js";
import { StoppedError } from "./stopped-error.js";
import { TimedOutError } from "./timed-out-error.js";

const MAX_CAUSES = 8;
const STACK_FRAMES = 6;

export interface Task {
  readonly product: Product;
  /** `creating the API token`. */
  readonly doing: string;
  /** A sentence: what is true if it fails. */
  readonly aftermath: string;
  /** The operation's signal: once it is aborted, an abort error of any library stands for its reason. */
  readonly signal?: AbortSignal;
}

/** At least one error, always. */
export function failureDiagnostics(thrown: unknown, task: Task): readonly Diagnostic[] {
  if (thrown instanceof DiagnosticError) return ownWords(thrown, task);
  const reason = abortReason(thrown, task.signal);
  if (reason instanceof TimedOutError) return [timedOut(reason, task)];
  if (reason instanceof StoppedError) return [stopped(task)];
  return [unexpected(thrown, task)];
}

function ownWords(error: DiagnosticError, task: Task): readonly Diagnostic[] {
  const hasError = error.diagnostics.some(({ severity }) => severity === "error");
  return hasError ? error.diagnostics : [...error.diagnostics, unexpected(error, task)];
}

function abortReason(thrown: unknown, signal: AbortSignal | undefined): unknown {
  return causesOf(thrown)
    .map((error) => (error.name === "AbortError" && signal?.aborted ? signal.reason : error))
    .find((error) => error instanceof TimedOutError || error instanceof StoppedError);
}

/** The error and its causes, outermost first. Limited, because causes may form a circle. */
function causesOf(thrown: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let next = thrown; isError(next) && causes.length < MAX_CAUSES; next = next.cause) {
    causes.push(next);
  }
  return causes;
}

/** By its properties: a `DOMException` is not always an instance of this realm's `Error`. */
const isError = (thrown: unknown): thrown is Error =>
  typeof thrown === "object" && thrown !== null && "message" in thrown && "name" in thrown;

function timedOut({ timeout }: TimedOutError, { doing, aftermath }: Task): Diagnostic {
  return {
    severity: "error",
    summary: `Timed out ${doing}`,
    detail: `Timed out after ${timeout} while ${doing}. ${aftermath} Run the same command again to continue. If the tenant is slow, set a longer time in the \`timeouts\` block.`,
  };
}

function stopped({ doing, aftermath }: Task): Diagnostic {
  return {
    severity: "error",
    summary: `Stopped ${doing}`,
    detail: `Terraform asked the plugin to stop while ${doing}. ${aftermath} Run the same command again to continue.`,
  };
}

function unexpected(thrown: unknown, { product, doing, aftermath }: Task): Diagnostic {
  const what = `An unexpected error ended ${doing}. ${aftermath}`;
  return bugDiagnostic(product, { what, evidence: errorText(thrown) });
}

/** The error, what caused it, and the first frames. */
function errorText(thrown: unknown): string {
  const causes = causesOf(thrown);
  return [
    describeError(thrown),
    ...causes.slice(1).map((cause) => `caused by ${describeError(cause)}`),
    ...stackFrames(thrown).slice(0, STACK_FRAMES),
  ].join("\n");
}
