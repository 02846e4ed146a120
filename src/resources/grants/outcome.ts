// What a change of a grant comes to: what the state keeps after a failure, and what a person is told.
import {
  type Diagnostic,
  DiagnosticError,
  type DiagnosticSink,
  StoppedError,
} from "../../framework/index.js";
import type { GrantChange, GrantKind } from "./grant.js";
import * as messages from "./messages.js";
import type { Changed, Failure, PrincipalResult } from "./results.js";
import type { GrantSession } from "./session.js";

interface Failed {
  readonly kind: GrantKind;
  readonly change: GrantChange;
  readonly prior: readonly string[];
}

/**
 * What the state holds after a failure: what this call added or may have added, what another resource of this run left to
 * this one, and what it stood for before and is not known to be gone. It no longer stands for the rest.
 */
export function keptOf(
  { kind, change: { right, mark, give, take }, prior }: Failed,
  { results }: Changed,
  { client: { rights }, diagnostics }: { client: GrantSession; diagnostics: DiagnosticSink },
): readonly string[] {
  const inherited = rights.inherited(right, mark, give);
  if (inherited.length > 0) {
    diagnostics.add(messages.inherited(kind, { object: right.object, principals: inherited }));
  }
  const isKept = (name: string): boolean => {
    const result = results.get(name);
    if (result === "given" || result === "open" || inherited.includes(name)) return true;
    if (!prior.includes(name)) return false;
    return result === "held" || result === "failed" || (result === "lost" && take.includes(name));
  };
  const kept = [...new Set([...prior, ...give])].filter(isKept);
  const rest = give.filter((name) => !kept.includes(name));
  rights.withdraw(right, mark, rest);
  return kept;
}

/** Ends a change: errors for what failed, a stop or timeout as itself, warnings for the rest. @throws what failed */
export function conclude(
  told: messages.Told,
  { results, failures }: Changed,
  { diagnostics, signal }: { readonly diagnostics: DiagnosticSink; readonly signal: AbortSignal },
): void {
  const having = (result: PrincipalResult) =>
    [...results].filter(([, it]) => it === result).map(([name]) => name);
  const open = having("open");
  const isOpen = ({ principals }: Failure) => principals.some((name) => open.includes(name));
  const unsent = failures.filter((failure) => failure.error === signal.reason && !isOpen(failure));
  const isStop = signal.reason instanceof StoppedError;
  const isTaking = open.some((name) => told.take.includes(name));
  // After a stop, what was added may be looked at by the next plan.
  const isTolerable = (failure: Failure) => isStop && isOpen(failure) && !isTaking && !told.isMove;
  const errors = failures
    .filter((failure) => !unsent.includes(failure) && !isTolerable(failure))
    .flatMap((failure) =>
      isOpen(failure)
        ? uncheckedDiagnostics(told, failure, signal)
        : messages.failureDiagnostics(told, failure),
    );
  if (unsent.length > 0) {
    for (const error of errors) diagnostics.add(error);
    throw signal.reason;
  }
  if (errors.length > 0) throw new DiagnosticError(...errors);
  if (open.length > 0) diagnostics.add(messages.unchecked(told.kind));
  const stay = having("put_back");
  if (stay.length > 0) diagnostics.add(messages.putBack(told.kind, told.object, stay));
}

const uncheckedDiagnostics = (
  told: messages.Told,
  failure: Failure,
  { reason }: AbortSignal,
): readonly Diagnostic[] =>
  failure.error === reason && reason instanceof Error
    ? [messages.uncheckedAtEnd(told, failure, reason.message)]
    : messages.uncheckedAfter(told, failure);
