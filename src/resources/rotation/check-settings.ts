// What is wrong with the settings of a rotation, beyond each by itself: in the configuration, and in a plan that knows the lifetime.
import { type RotationFinding, rotationFindings, type Schema } from "../../../lib/schema/index.js";
import {
  type Diagnostic,
  type DiagnosticSink,
  isUnknown,
  type PlanOf,
  type Unknown,
} from "../../framework/index.js";
import type { PrincipalAttributes } from "../principals/kind.js";

/** As configured, or as planned. A kind that has no lifetime has no setting that goes by it. */
interface Declared {
  readonly rotation: DeclaredSettings | null | Unknown;
  readonly validity_seconds?: unknown;
}

type Settings = Exclude<PlanOf<PrincipalAttributes>["rotation"], null | Unknown>;
type DeclaredSettings = { readonly [K in keyof Settings]?: unknown };

/** Unknown values pass: Terraform validates again when they are known. */
export function checkRotation(
  schema: Schema,
  declared: Declared,
  diagnostics: DiagnosticSink,
): void {
  for (const problem of rotationProblems(schema, declared)) diagnostics.add(problem);
}

export function rotationProblems(
  { noun, attributes }: Schema,
  { rotation, validity_seconds }: Declared,
): readonly Diagnostic[] {
  if (rotation === null || isUnknown(rotation)) return [];
  const { rotate_when_changed, revoke_when_changed } = rotation;
  const maps = [rotate_when_changed, revoke_when_changed].filter((map) => (map ?? null) !== null);
  const declared = {
    rotate_every_seconds: secondsOf(rotation.rotate_every_seconds),
    rotate_before_expiry_seconds: secondsOf(rotation.rotate_before_expiry_seconds ?? null),
    overlap_seconds: secondsOf(rotation.overlap_seconds),
    hasMap: maps.length > 0 && maps.every(isUnknown) ? undefined : maps.length > 0,
    validity_seconds: secondsOf(validity_seconds),
  };
  const settings = settingsIn(attributes.rotation);
  return rotationFindings(declared, { settings }).map((finding) => toDiagnostic(noun, finding));
}

const settingsIn = (rotation: Schema["attributes"][string] | undefined) =>
  rotation !== undefined && "attributes" in rotation ? rotation.attributes : {};

/** Undefined: not known, or too precise to be a number of seconds, which another rule says. */
const secondsOf = (value: unknown): number | null | undefined =>
  value === null || typeof value === "number" ? value : undefined;

function toDiagnostic(noun: string, { severity, path, problem }: RotationFinding): Diagnostic {
  const name = path.join(".");
  return {
    severity,
    summary:
      severity === "error" ? `Invalid ${name}` : "Secrets live much longer than they are used",
    detail: `\`${name}\` of the ${noun} ${problem}.`,
    attribute: path,
  };
}
