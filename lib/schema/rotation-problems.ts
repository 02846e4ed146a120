// Which settings of a rotation cannot work together, or hardly: what no rule of a single attribute can say.
import type { Finding } from "./core";
import { DEFAULT_OVERLAP_SECONDS, type rotationSettings } from "./rotation";

/** Null: left out. Undefined: not known yet, which is no fault. */
type Seconds = number | null | undefined;

/** What is declared of a rotation and a lifetime. */
export interface DeclaredRotation {
  readonly rotate_every_seconds: Seconds;
  readonly rotate_before_expiry_seconds: Seconds;
  readonly overlap_seconds: Seconds;
  /** Whether a map is a trigger; undefined: that is not known yet. */
  readonly hasMap: boolean | undefined;
  /** Null: it is left to the tenant. Infinity: it never expires. */
  readonly validity_seconds: Seconds;
}

/** A finding, at a setting of `rotation`, at `rotation` itself, or at the lifetime. */
export interface RotationFinding extends Finding {
  readonly attribute: keyof typeof rotationSettings | "rotation" | "validity_seconds";
}

/** A secret that lives so many times longer than it is used. */
const BY_FAR = 10;

/** @param nameOf what the reader calls an attribute */
export function rotationFindings(
  plan: DeclaredRotation,
  nameOf: (attribute: string) => string = (attribute) => attribute,
): readonly RotationFinding[] {
  return [triggerFinding, periodFinding, overlapFinding, lifetimeFinding].flatMap(
    (find) => find(plan, nameOf) ?? [],
  );
}

type Find = (
  plan: DeclaredRotation,
  nameOf: (attribute: string) => string,
) => RotationFinding | null;

const TRIGGERS = [
  "rotate_every_seconds",
  "rotate_before_expiry_seconds",
  "rotate_when_changed",
  "revoke_when_changed",
];

const triggerFinding: Find = (plan, nameOf) => {
  const times = [plan.rotate_every_seconds, plan.rotate_before_expiry_seconds];
  if (plan.hasMap !== false || times.some((seconds) => seconds !== null)) return null;
  const expected = TRIGGERS.map(nameOf).join(", ");
  return error("rotation", `has no trigger, expected at least one of ${expected}`);
};

const periodFinding: Find = (plan, nameOf) => {
  const { rotate_every_seconds: every, rotate_before_expiry_seconds: before } = plan;
  const lifetime = plan.validity_seconds ?? Number.POSITIVE_INFINITY;
  const limit = `must be shorter than the lifetime, ${nameOf("validity_seconds")} ${lifetime}`;
  if (typeof before === "number") {
    return before < lifetime
      ? null
      : error(
          "rotate_before_expiry_seconds",
          `${limit}, got ${before}: the secret would be rotated by every run`,
        );
  }
  if (before === undefined || typeof every !== "number" || every < lifetime) return null;
  return error("rotate_every_seconds", `${limit}, got ${every}: the secret would expire first`);
};

const overlapFinding: Find = (plan, nameOf) => {
  const left = secondsLeft(plan);
  const { overlap_seconds: configured } = plan;
  if (left === undefined || left <= 0 || configured === undefined) return null;
  const overlap = configured ?? DEFAULT_OVERLAP_SECONDS;
  if (overlap <= left) return null;
  const got = configured === null ? `is ${overlap} where it is left out` : `got ${overlap}`;
  return error(
    "overlap_seconds",
    `must not be longer than the predecessor lives on, ${left} seconds with this ${nameOf("validity_seconds")} and these triggers, ${got}`,
  );
};

/** What is left of a predecessor's life when the first trigger that depends on time is reached. */
function secondsLeft(plan: DeclaredRotation): number | undefined {
  const { rotate_every_seconds: every, rotate_before_expiry_seconds: before } = plan;
  const { validity_seconds: lifetime } = plan;
  if (typeof lifetime !== "number" || every === undefined || before === undefined) return undefined;
  if (every === null && before === null) return lifetime;
  return Math.max(lifetime - (every ?? Number.POSITIVE_INFINITY), before ?? 0);
}

const lifetimeFinding: Find = (plan, nameOf) => {
  const { rotate_every_seconds: every, validity_seconds: lifetime } = plan;
  if (typeof every !== "number" || typeof lifetime !== "number") return null;
  const used = every + (plan.overlap_seconds ?? DEFAULT_OVERLAP_SECONDS);
  if (lifetime <= BY_FAR * used) return null;
  return {
    severity: "warning",
    attribute: "validity_seconds",
    problem: `outlives its use by far: with ${nameOf("rotate_every_seconds")} ${every} a secret is used for ${used} seconds. A shorter lifetime ends what a missed run leaves, or what somebody copies`,
  };
};

const error = (attribute: RotationFinding["attribute"], problem: string): RotationFinding => ({
  severity: "error",
  attribute,
  problem,
});
