// What every change of a grant ends with: the errors of what failed, a stop or timeout as itself, warnings for the rest.
import type { Attributes } from "../../../lib/schema/index.js";
import { DiagnosticError, type DiagnosticSink, StoppedError } from "../../framework/index.js";
import { failureDiagnostics, type Told } from "./failure.js";
import type { Outcome } from "./grant.js";
import * as warnings from "./warnings.js";

interface Ending {
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
}

/** @throws DiagnosticError with what failed; the signal's reason, when that is what ended it */
export function applied<A extends Attributes>(
  told: Told<A>,
  { results, failures, isUnverified }: Outcome,
  { diagnostics, signal }: Ending,
): void {
  const { noun } = told.kind.schema;
  if (failures.length > 0 && signal.aborted) throw signal.reason;
  if (failures.length > 0) {
    throw new DiagnosticError(...failures.flatMap((failure) => failureDiagnostics(told, failure)));
  }
  if (isUnverified && !(signal.reason instanceof StoppedError)) throw signal.reason;
  if (isUnverified) diagnostics.add(warnings.unverified(noun));
  const kept = [...results].filter(([, result]) => result === "put_back").map(([name]) => name);
  if (kept.length > 0) diagnostics.add(warnings.putBack(noun, told.thing, kept));
}
