// What a principal with `rotation` refuses at synth: settings that cannot work together.
import { Token } from "cdktf";
import { type RotationFinding, rotationFindings } from "../schema";
import { kindOf, type ManagedPrincipal } from "./principal-kinds";
import { camelCase } from "./settings";
import { isWrittenObject } from "./synthesis";
import { purposeOf } from "./validation";
import { warnOnce } from "./warn-once";

/** As callers without types may give it. */
interface Declared {
  readonly rotation?: unknown;
  readonly validitySeconds?: unknown;
}

/** Of a principal that has `rotation`. */
export const rotationFaults = (principal: ManagedPrincipal, declared: Declared): string[] =>
  settingFaults(principal, declared).map(
    (fault) => `Cannot ${purposeOf(kindOf(principal).schema)}: ${fault}`,
  );

/** Undefined: Terraform fills it in, or it is no number, which another rule says. */
function secondsOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === "number" && !Token.isUnresolved(value) ? value : undefined;
}

/** What is discouraged becomes a warning. */
function settingFaults(principal: ManagedPrincipal, declared: Declared): readonly string[] {
  const { rotation, validitySeconds } = declared;
  if (!isWrittenObject(rotation)) return [];
  const maps = [rotation.rotateWhenChanged, rotation.revokeWhenChanged];
  const findings = rotationFindings(
    {
      rotate_every_seconds: secondsOf(rotation.rotateEverySeconds),
      rotate_before_expiry_seconds: secondsOf(rotation.rotateBeforeExpirySeconds),
      overlap_seconds: secondsOf(rotation.overlapSeconds),
      hasMap: maps.some((map) => map !== undefined && map !== null),
      validity_seconds: secondsOf(validitySeconds),
    },
    { nameOf: camelCase, settings: kindOf(principal).rotationSettings },
  );
  for (const finding of findings) {
    if (finding.severity === "warning") warnOnce(principal, textOf(finding));
  }
  return findings.filter(({ severity }) => severity === "error").map(textOf);
}

function textOf({ path, problem }: RotationFinding): string {
  const property = path.map(camelCase).join(".");
  const attribute = path.at(-1);
  return `${property === attribute ? property : `${property} (${attribute})`} ${problem}`;
}
