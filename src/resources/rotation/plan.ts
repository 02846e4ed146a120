// What a plan decides about a rotation: whether the secret is rotated and why, what that waits for, and who retires. Pure, and
// without a clock: Terraform plans again during apply and refuses another answer.
import type { rotationSettings } from "../../../lib/schema/index.js";
import { isUnknown, type PlanOf, UNKNOWN, type Unknown } from "../../framework/index.js";
import type { ValueChange, ValueChanges } from "../principals/value-change.js";
import { type Retiring, type RotationSettings, type RotationState, retireAt } from "./triggers.js";

/** Null: it is not rotated. Unknown: Terraform fills in the whole of it. */
export type PlannedRotation = PlanOf<typeof rotationSettings> | null | Unknown;

/** Why a secret is rotated, attributes that were reached or changed, in the order in which they are named: a leak comes first. */
const TRIGGERS = [
  "revoke_when_changed",
  "rotate_when_changed",
  "ready_for_rotation",
  "expired",
  "validity_seconds",
  "role",
  "persona_qualified_names",
  "seal_to",
] as const;

export type Trigger = (typeof TRIGGERS)[number];

type Values = { readonly [key: string]: string | Unknown };

/** Whether there are settings: those that are not known yet are there if they were. */
export const isRotationSet = (prior: RotationSettings | null, planned: PlannedRotation): boolean =>
  isUnknown(planned) ? prior !== null : planned !== null;

/** Of a map that was set before and is set now. */
export function mapChange(prior: Values | null, planned: Values | null | Unknown): ValueChange {
  if (prior === null || planned === null) return "same";
  if (isUnknown(planned)) return "unknown";
  const keys = new Set([...Object.keys(prior), ...Object.keys(planned)]);
  const changes = [...keys].map((key): ValueChange => {
    const [before, now] = [prior[key], planned[key]];
    if (before === undefined || now === undefined) return "changed";
    if (isUnknown(now)) return "unknown";
    return before === now ? "same" : "changed";
  });
  return changes.find((each) => each === "changed") ?? changes.find(isOpen) ?? "same";
}

const isOpen = (change: ValueChange): boolean => change === "unknown";

/** The triggers that the settings themselves hold. */
export function settingChanges(prior: RotationState, planned: PlannedRotation): ValueChanges {
  const before = prior.rotation;
  const now = isUnknown(planned) ? UNKNOWN_MAPS : planned;
  return {
    ready_for_rotation:
      prior.ready_for_rotation && !areTimesChanged(before, planned) ? "changed" : "same",
    rotate_when_changed: mapChange(
      before?.rotate_when_changed ?? null,
      now?.rotate_when_changed ?? null,
    ),
    revoke_when_changed: mapChange(
      before?.revoke_when_changed ?? null,
      now?.revoke_when_changed ?? null,
    ),
  };
}

const UNKNOWN_MAPS = { rotate_when_changed: UNKNOWN, revoke_when_changed: UNKNOWN } as const;

/** What Read said is about other settings then, and the next Read says it anew. What is not known counts as the same. */
export function areTimesChanged(prior: RotationSettings | null, planned: PlannedRotation): boolean {
  if (isUnknown(planned)) return false;
  return TIMES.some((name) => {
    const now = planned?.[name] ?? null;
    return !isUnknown(now) && now !== (prior?.[name] ?? null);
  });
}

const TIMES = ["rotate_every_seconds", "rotate_before_expiry_seconds"] as const;

/** Without a date, Read counts from when it sees the setting first. */
export const isAgeAdded = (prior: RotationSettings | null, planned: PlannedRotation): boolean =>
  !isUnknown(planned) &&
  (prior?.rotate_every_seconds ?? null) === null &&
  typeof planned?.rotate_every_seconds === "number";

export interface Decision {
  /** Why it is rotated; null: it is not. */
  readonly trigger: Trigger | null;
  /** What may rotate it, once it is known. */
  readonly awaited: readonly Trigger[];
}

export function decide(changes: ValueChanges): Decision {
  const trigger = TRIGGERS.find((each) => changes[each] === "changed") ?? null;
  const awaited = TRIGGERS.filter((each) => changes[each] === "unknown");
  return { trigger, awaited: trigger === null ? awaited : [] };
}

/**
 * Those that retire, by the settings as they are planned. A longer overlap holds what was due; none ends it now.
 *
 * @param ownId the one that the run signs in as, if it is among them
 */
export function plannedRetiring(
  retiring: readonly Retiring[],
  planned: PlannedRotation,
  ownId: unknown,
): readonly Retiring[] {
  if (isUnknown(planned) || planned === null || isUnknown(planned.overlap_seconds)) return retiring;
  const overlapSeconds = planned.overlap_seconds;
  const now = retiring.map((each) => {
    const retire_at = retireAt(each.rotated_at, overlapSeconds);
    if (retire_at === null || retire_at === each.retire_at) return each;
    const isHeld = each.retire_at !== null && retire_at > each.retire_at;
    const isEnded = overlapSeconds === 0 && each.id !== ownId;
    return { ...each, retire_at, due: isEnded || (each.due && !isHeld) };
  });
  return now.some((each, index) => each !== retiring[index]) ? now : retiring;
}
