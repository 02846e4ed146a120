// What a person reads of a grant that could not be moved to another object, beside the error that says why.
import { type Diagnostic, StoppedError } from "../../framework/index.js";
import type { Grant, GrantKind } from "./grant.js";
import { failureDiagnostics, quoted, type Told } from "./messages.js";
import type { Failure } from "./results.js";

export interface FailedMove {
  readonly kind: GrantKind;
  readonly from: Grant;
  readonly to: Grant;
}

export const movedBack = ({ kind: { schema }, from, to }: FailedMove): Diagnostic => ({
  severity: "warning",
  summary: `The ${schema.noun} stays on ${from.object}`,
  detail: `It was to move to ${to.object}, and that failed: the error says why. What this run had added on ${to.object} was taken off again. The state is as it was.`,
});

/** For whom something could not be undone, and why. */
export interface NotUndone {
  readonly names: readonly string[];
  readonly failures: readonly Failure[];
}

export interface Remains {
  /** They hold the right on the new object, which the state does not have. */
  readonly left: NotUndone;
  /** They could not be given the right on the old object again, so they were left on the new one. */
  readonly lost: NotUndone;
  /** Why the time for undoing ended, if it did. */
  readonly reason: unknown;
}

export function onBoth(
  { kind, from, to }: FailedMove,
  { left, lost, reason }: Remains,
): Diagnostic {
  const { noun } = kind.schema;
  const told = { kind, operation: "update" } as const;
  const why = ({ failures }: NotUndone, where: Pick<Told, "object" | "take">) =>
    failures.flatMap((failure) =>
      isEnd(failure.error, reason)
        ? `The operation ended before: ${failure.error.message}.`
        : failureDiagnostics({ ...told, ...where }, failure).map(({ detail }) => detail),
    );
  const remaining =
    left.names.length > 0
      ? [
          `${quoted(left.names)} may still have the right on ${to.object}, which this run had added.`,
          ...why(left, { object: to.object, take: left.names }),
        ]
      : [];
  const missing =
    lost.names.length > 0
      ? [
          `${quoted(lost.names)} may no longer have the right on ${from.object}, and keeps the one on ${to.object}.`,
          ...why(lost, { object: from.object, take: [] }),
        ]
      : [];
  const paragraphs = [
    `The ${noun} of ${quoted([...left.names, ...lost.names])} was to move from ${from.object} to ${to.object}, and that failed: another error says why.`,
    ...remaining,
    ...missing,
    `The state has the grant on ${from.object}. Apply again to finish the move. To give it up instead, set ${kind.attributes.object} back and take the right on ${to.object} away in Atlan.`,
  ];
  return {
    severity: "error",
    summary: `A ${noun} may be on two objects`,
    detail: paragraphs.join("\n\n"),
    attribute: [kind.attributes.object],
  };
}

/** A stop may reach what several operations share before it reaches this one. */
const isEnd = (error: unknown, reason: unknown): error is Error =>
  error instanceof StoppedError || (error === reason && error instanceof Error);
