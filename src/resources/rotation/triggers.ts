// When a secret is to be rotated, and which predecessors are due: arithmetic on settings, dates and the tenant's time, for Read. Pure.
import type { retiringPrincipal, rotationSettings } from "../../../lib/schema/index.js";
import { DEFAULT_OVERLAP_SECONDS } from "../../../lib/schema/index.js";
import type { StateOf } from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";

export type RotationSettings = StateOf<typeof rotationSettings>;
export type Retiring = StateOf<typeof retiringPrincipal>;

/** What the state says of a rotation. */
export interface RotationState {
  readonly rotation: RotationSettings | null;
  readonly ready_for_rotation: boolean;
  readonly rotate_at: string | null;
  readonly retirement_due: boolean;
  readonly retiring: readonly Retiring[];
}

/** RFC 3339, as the state has them. */
export interface Life {
  readonly created_at: string | null;
  readonly expires_at: string | null;
}

/** Of a principal that was never rotated, and has no settings that say when. */
export const NOT_ROTATED = {
  ready_for_rotation: false,
  rotate_at: null,
  retirement_due: false,
  retiring: [],
} as const satisfies Omit<RotationState, "rotation">;

const after = (time: string, seconds: number): string =>
  toRfc3339(new Date(Date.parse(time) + seconds * 1000));

/** RFC 3339 in UTC sorts as text. */
const earliest = (times: readonly (string | null)[]): string | null =>
  times.filter((time) => time !== null).sort()[0] ?? null;

const latest = (times: readonly (string | null)[]): string | null =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null;

/**
 * From when `rotate_every_seconds` counts, if not from the creation: a secret that is older already when the setting is
 * added is not rotated at once. Null: from the creation.
 *
 * @param noted what this function gave before. The successor is younger than that, so it counts for the predecessor alone
 */
export function countedFrom(
  { rotation, rotate_at, created_at }: RotationState & Life,
  { noted, tenantNow }: { readonly noted: string | null; readonly tenantNow: Date | null },
): string | null {
  const everySeconds = rotation?.rotate_every_seconds ?? null;
  // Plan leaves no date where it adds the setting.
  if (everySeconds === null || rotate_at !== null || tenantNow === null) return noted;
  const now = toRfc3339(tenantNow);
  const isYoung = created_at !== null && after(created_at, everySeconds) > now;
  return isYoung ? noted : now;
}

/** When the first of the triggers that depend on time is reached. */
export function rotateAt(
  rotation: RotationSettings | null,
  { created_at, expires_at }: Life,
  noted: string | null,
): string | null {
  if (rotation === null) return null;
  const { rotate_every_seconds: every, rotate_before_expiry_seconds: before } = rotation;
  const from = latest([created_at, noted]);
  return earliest([
    every === null || from === null ? null : after(from, every),
    before === null || expires_at === null ? null : after(expires_at, -before),
  ]);
}

/** Reached once, a trigger stays so until the rotation, or until its settings change. */
export function isReady(
  { rotation, ready_for_rotation }: RotationState,
  at: string | null,
  tenantNow: Date | null,
): boolean {
  if (rotation === null) return false;
  const isReached = at !== null && tenantNow !== null && at <= toRfc3339(tenantNow);
  return ready_for_rotation || isReached;
}

interface Reader {
  readonly tenantNow: Date | null;
  /** Who the run signs in as. */
  readonly ownUsername: string;
}

/** A predecessor is due when its overlap has ended, for every run but one that signs in as it. */
export function retiringNow(
  { rotation, retiring }: RotationState,
  { tenantNow, ownUsername }: Reader,
): readonly Retiring[] {
  const overlapSeconds = rotation?.overlap_seconds ?? DEFAULT_OVERLAP_SECONDS;
  const now = tenantNow && toRfc3339(tenantNow);
  return retiring.map((each) => {
    const rotated_at = each.rotated_at ?? now;
    const retire_at = each.retire_at ?? (rotated_at && after(rotated_at, overlapSeconds));
    const isOver = retire_at !== null && now !== null && retire_at <= now;
    return { ...each, rotated_at, retire_at, due: isOver && each.username !== ownUsername };
  });
}

/** `retire_at` follows the setting, also of those that retire already. */
export const retireAt = (rotated_at: string | null, overlapSeconds: number): string | null =>
  rotated_at && after(rotated_at, overlapSeconds);
