// Which settings of a rotation cannot work together, or hardly: what no rule of a single attribute can say.

import type { Attributes, Finding } from "./core";
import { NEVER_EXPIRES } from "./lifetime";
import { DEFAULT_OVERLAP_SECONDS, rotationSettings } from "./rotation";

/** Null: left out. Undefined: not known yet, which is no fault. */
type Seconds = number | null | undefined;

/** What is declared of a rotation and a lifetime. */
export interface DeclaredRotation {
  readonly rotate_every_seconds: Seconds;
  readonly rotate_before_expiry_seconds: Seconds;
  readonly overlap_seconds: Seconds;
  /** Whether a map is a trigger; undefined: that is not known yet. */
  readonly hasMap: boolean | undefined;
  /** Null: it is left to the tenant. */
  readonly validity_seconds: Seconds;
}

type Place =
  | readonly ["rotation"]
  | readonly ["rotation", keyof typeof rotationSettings]
  | readonly ["validity_seconds"];

/** A finding, and where: names of attributes, from the outside in. */
export interface RotationFinding extends Finding {
  readonly path: Place;
}

/** A secret that lives so many times longer than it is used. */
const BY_FAR = 10;

export interface RotationWords {
  /** What the reader calls an attribute. By default its own name. */
  readonly nameOf?: (attribute: string) => string;
  /** The settings that there are: a client has no expiry to be rotated before. By default a token's. */
  readonly settings?: Attributes;
}

export function rotationFindings(
  declared: DeclaredRotation,
  { nameOf = (attribute) => attribute, settings = rotationSettings }: RotationWords = {},
): readonly RotationFinding[] {
  const words = { nameOf, triggers: TRIGGERS.filter((name) => Object.hasOwn(settings, name)) };
  const isEndless = declared.validity_seconds === NEVER_EXPIRES;
  const lifetime = isEndless ? Number.POSITIVE_INFINITY : declared.validity_seconds;
  return [triggerFinding, periodFinding, overlapFinding, lifetimeFinding].flatMap(
    (find) => find({ ...declared, validity_seconds: lifetime }, words) ?? [],
  );
}

/** @param declared with an infinite lifetime where the token never expires */
type Find = (declared: DeclaredRotation, words: Words) => RotationFinding | null;

interface Words {
  readonly nameOf: (attribute: string) => string;
  readonly triggers: readonly string[];
}

const TRIGGERS = [
  "rotate_every_seconds",
  "rotate_before_expiry_seconds",
  "rotate_when_changed",
  "revoke_when_changed",
];

const triggerFinding: Find = (declared, { nameOf, triggers }) => {
  const times = [declared.rotate_every_seconds, declared.rotate_before_expiry_seconds];
  if (declared.hasMap !== false || times.some((seconds) => seconds !== null)) return null;
  const expected = triggers.map(nameOf).join(", ");
  return error(["rotation"], `has no trigger, expected at least one of ${expected}`);
};

const periodFinding: Find = (declared, { nameOf }) => {
  const { rotate_every_seconds: every, rotate_before_expiry_seconds: before } = declared;
  const lifetime = declared.validity_seconds ?? Number.POSITIVE_INFINITY;
  const limit = `must be shorter than the lifetime, ${nameOf("validity_seconds")} ${lifetime}`;
  if (typeof before === "number") {
    return before < lifetime
      ? null
      : error(
          ["rotation", "rotate_before_expiry_seconds"],
          `${limit}, got ${before}: the secret would be rotated by every run`,
        );
  }
  if (before === undefined || typeof every !== "number" || every < lifetime) return null;
  return error(
    ["rotation", "rotate_every_seconds"],
    `${limit}, got ${every}: the secret would expire first`,
  );
};

const overlapFinding: Find = (declared, { nameOf }) => {
  const left = secondsLeft(declared);
  const { overlap_seconds: configured } = declared;
  if (left === undefined || left <= 0 || configured === undefined) return null;
  const overlap = configured ?? DEFAULT_OVERLAP_SECONDS;
  if (overlap <= left) return null;
  const got = configured === null ? `is ${overlap} where it is left out` : `got ${overlap}`;
  return error(
    ["rotation", "overlap_seconds"],
    `must not be longer than the predecessor lives on, ${left} seconds with this ${nameOf("validity_seconds")} and these triggers, ${got}`,
  );
};

/** What is left of a predecessor's life when the first trigger that depends on time is reached. */
function secondsLeft(declared: DeclaredRotation): number | undefined {
  const { rotate_every_seconds: every, rotate_before_expiry_seconds: before } = declared;
  const { validity_seconds: lifetime } = declared;
  if (typeof lifetime !== "number" || every === undefined || before === undefined) return undefined;
  if (every === null && before === null) return lifetime;
  return Math.max(lifetime - (every ?? Number.POSITIVE_INFINITY), before ?? 0);
}

const lifetimeFinding: Find = (declared, { nameOf }) => {
  const { rotate_every_seconds: every, validity_seconds: lifetime } = declared;
  if (typeof every !== "number" || typeof lifetime !== "number") return null;
  const used = every + (declared.overlap_seconds ?? DEFAULT_OVERLAP_SECONDS);
  if (lifetime <= BY_FAR * used) return null;
  return {
    severity: "warning",
    path: ["validity_seconds"],
    problem: `outlives its use by far: with ${nameOf("rotate_every_seconds")} ${every} a secret is used for ${used} seconds. A shorter lifetime ends what a missed run leaves, or what somebody copies`,
  };
};

const error = (path: Place, problem: string): RotationFinding => ({
  severity: "error",
  path,
  problem,
});
