// What a token with `rotation` refuses at synth: settings that cannot work together, and uses that a rotation would break.
import { type TerraformResource, Token } from "cdktf";
import { apiToken, type RotationFinding, rotationFindings } from "../schema";
import { rotationUseFaults } from "./rotation-uses";
import { camelCase } from "./settings";
import { isWrittenObject } from "./synthesis";
import { purposeOf } from "./validation";
import { warnOnce } from "./warn-once";

/** As callers without types may give it. */
interface Declared {
  readonly rotation?: unknown;
  readonly validitySeconds?: unknown;
}

/** Of a token that has `rotation`. */
export const rotationFaults = (token: TerraformResource, declared: Declared): string[] =>
  [...settingFaults(token, declared), ...rotationUseFaults(token)].map(
    (fault) => `Cannot ${purposeOf(apiToken)}: ${fault}`,
  );

/** Undefined: Terraform fills it in, or it is no number, which another rule says. */
function secondsOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === "number" && !Token.isUnresolved(value) ? value : undefined;
}

/** What is discouraged becomes a warning. */
function settingFaults(token: TerraformResource, declared: Declared): readonly string[] {
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
    camelCase,
  );
  for (const finding of findings) {
    if (finding.severity === "warning") warnOnce(token, textOf(finding));
  }
  return findings.filter(({ severity }) => severity === "error").map(textOf);
}

function textOf({ path, problem }: RotationFinding): string {
  const property = path.map(camelCase).join(".");
  const attribute = path.at(-1);
  return `${property === attribute ? property : `${property} (${attribute})`} ${problem}`;
}
