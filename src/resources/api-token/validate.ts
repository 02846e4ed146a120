// What is wrong with a token's rotation, beyond each setting by itself: in the configuration, and in a plan that knows the lifetime.
import { apiToken, type RotationFinding, rotationFindings } from "../../../lib/schema/index.js";
import {
  type ConfigOf,
  type Diagnostic,
  type DiagnosticSink,
  isUnknown,
  type PlanOf,
} from "../../framework/index.js";
import type { ApiTokenAttributes } from "./mapping.js";

type Settings = "rotation" | "validity_seconds";
type Declared =
  | Pick<ConfigOf<ApiTokenAttributes>, Settings>
  | Pick<PlanOf<ApiTokenAttributes>, Settings>;

/** Unknown values pass: Terraform validates again when they are known. */
export function validateToken(
  config: ConfigOf<ApiTokenAttributes>,
  diagnostics: DiagnosticSink,
): void {
  for (const problem of rotationProblems(config)) diagnostics.add(problem);
}

export function rotationProblems({ rotation, validity_seconds }: Declared): readonly Diagnostic[] {
  if (rotation === null || isUnknown(rotation)) return [];
  const { rotate_when_changed, revoke_when_changed } = rotation;
  const maps = [rotate_when_changed, revoke_when_changed].filter((map) => map !== null);
  const findings = rotationFindings({
    rotate_every_seconds: secondsOf(rotation.rotate_every_seconds),
    rotate_before_expiry_seconds: secondsOf(rotation.rotate_before_expiry_seconds),
    overlap_seconds: secondsOf(rotation.overlap_seconds),
    hasMap: maps.length > 0 && maps.every(isUnknown) ? undefined : maps.length > 0,
    validity_seconds: secondsOf(validity_seconds),
  });
  return findings.map(toDiagnostic);
}

/** Undefined: not known, or too precise to be a number of seconds, which another rule says. */
const secondsOf = (value: unknown): number | null | undefined =>
  value === null || typeof value === "number" ? value : undefined;

function toDiagnostic({ severity, path, problem }: RotationFinding): Diagnostic {
  const name = path.join(".");
  return {
    severity,
    summary:
      severity === "error" ? `Invalid ${name}` : "Secrets live much longer than they are used",
    detail: `\`${name}\` of the ${apiToken.noun} ${problem}.`,
    attribute: path,
  };
}
