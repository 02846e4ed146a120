// The plan of a principal that rotates, and of its predecessors that retire.
import { ownOfSuccessor } from "../../../lib/schema/index.js";
import { type PlanContext, type PlannedChange, UNKNOWN } from "../../framework/index.js";
import { plannedStorage } from "../one-time-secret/plan.js";
import type { PrincipalAttributes, PrincipalKind, PrincipalState } from "../principals/kind.js";
import { setChange, type ValueChanges } from "../principals/value-change.js";
import { OWN_PREDECESSOR } from "./notes.js";
import {
  areTimesChanged,
  decide,
  isAgeAdded,
  isRotationSet,
  plannedRetiring,
  settingChanges,
} from "./plan.js";
import {
  knownTooLate,
  ownRevoked,
  ownRotates,
  retires,
  rotates,
  rotatesNext,
  waits,
} from "./plan-messages.js";

type Context = PlanContext<PrincipalAttributes>;
type Planned = NonNullable<Context["planned"]>;
type Retiring = PrincipalState["retiring"];

/** In private data, noted by the plan: the triggers whose values it did not know. */
const AWAITED = "awaited_triggers";

/** Replaced otherwise. */
export const changedByRotation = (
  kind: PrincipalKind,
  change: PlannedChange<PrincipalAttributes>,
) =>
  isRotationSet(change.prior.rotation, change.planned.rotation)
    ? kind.fixed
    : (kind.sameAsBefore?.(change) ?? []);

/**
 * Of one that is not replaced.
 *
 * @returns whether it is rotated
 */
export function planRotation(
  kind: PrincipalKind,
  context: Context,
  { prior, isOwn }: Pick<Rotating, "prior" | "isOwn">,
): boolean {
  const { planned, privateData } = context;
  if (planned === null) return false;
  const ownId = privateData.get(OWN_PREDECESSOR);
  const retiring = plannedRetiring(prior.retiring, planned.rotation, ownId);
  const isRotated =
    isRotationSet(prior.rotation, planned.rotation) &&
    planTriggers(kind, context, { prior, planned, retiring, isOwn });
  if (!isRotated) {
    planTimes(context, prior);
    planRetirement(kind, context, { prior, retiring });
  }
  return isRotated;
}

interface Rotating {
  readonly prior: PrincipalState;
  readonly planned: Planned;
  readonly retiring: Retiring;
  readonly isOwn: boolean;
}

function planTriggers(kind: PrincipalKind, context: Context, rotating: Rotating): boolean {
  const { prior, planned, retiring, isOwn } = rotating;
  const { diagnostics, privateData, set } = context;
  const { words } = kind;
  const { trigger, awaited } = decide(changesOf(kind, { prior, planned, privateData }));
  const named = {
    ...words,
    name: `The ${words.noun} ${JSON.stringify(prior.display_name)} (${prior.id})`,
  };
  noteAwaited(context, awaited);
  if (awaited.length > 0) diagnostics.add(waits(named, awaited));
  if (awaited.includes("rotate_when_changed")) set("ready_for_rotation", UNKNOWN);
  if (trigger === null) return false;
  if (wasAwaited(context, trigger)) {
    const isNext = trigger === "rotate_when_changed";
    diagnostics.add(isNext ? rotatesNext(named) : knownTooLate(named, trigger));
    if (isNext) set("ready_for_rotation", true);
    return false;
  }
  const isRevoked = trigger === "revoke_when_changed";
  diagnostics.add(rotates(named, trigger));
  if (isOwn) diagnostics.add(isRevoked ? ownRevoked(named) : ownRotates(named));
  planSuccession(kind, context, prior);
  // After a leak nothing comes before the deletion of the principal itself: those that are due wait for the next apply.
  const left = isRevoked ? retiring : planDeletions(kind, context, retiring);
  set("retiring", isRevoked ? left : [...left, predecessor(prior)]);
  set("retirement_due", isAnyDue(left));
  return true;
}

/** For the plan in the apply phase, of which only Terraform 1.16 and later tell what the first one noted. */
function noteAwaited({ privateData }: Context, awaited: readonly string[]): void {
  if (awaited.length > 0) privateData.set(AWAITED, awaited);
  else if (privateData.get(AWAITED) !== undefined) privateData.set(AWAITED, undefined);
}

const wasAwaited = ({ appliedData }: Context, trigger: string): boolean =>
  [appliedData.get(AWAITED)].flat().includes(trigger);

function changesOf(kind: PrincipalKind, change: PlannedChange<PrincipalAttributes>): ValueChanges {
  const { prior, planned } = change;
  return {
    ...settingChanges(prior, planned.rotation),
    ...kind.rotatingChanges(change),
    seal_to: kind.lacksSecret(prior) ? "same" : setChange(prior.seal_to, planned.seal_to),
  };
}

function planSuccession(kind: PrincipalKind, context: Context, prior: PrincipalState): void {
  const { planned, set, succeed } = context;
  for (const attribute of ownOfSuccessor) {
    // Some have an end, which the others' schema does not know.
    if (attribute in kind.schema.attributes) set(attribute as keyof PrincipalAttributes, UNKNOWN);
  }
  kind.planSecret(context, plannedStorage(planned?.seal_to ?? null));
  kind.planSuccession?.(context, prior);
  set("ready_for_rotation", false);
  set("rotate_at", UNKNOWN);
  succeed();
}

/** From when it retires, the tenant's time at the end of the rotation says. */
const predecessor = ({ id, client_id, username }: PrincipalState) => ({
  id,
  client_id,
  username,
  rotated_at: UNKNOWN,
  retire_at: UNKNOWN,
  due: false,
});

/** What Read said of other settings is not so any more. */
function planTimes({ planned, set }: Context, prior: PrincipalState): void {
  const rotation = planned?.rotation ?? null;
  if (rotation !== null && !areTimesChanged(prior.rotation, rotation)) return;
  if (prior.ready_for_rotation) set("ready_for_rotation", false);
  const isDateless = rotation === null || isAgeAdded(prior.rotation, rotation);
  if (isDateless && prior.rotate_at !== null) set("rotate_at", null);
}

const isAnyDue = (retiring: Retiring): boolean => retiring.some(({ due }) => due);

/** Those that are due go in this update, unless something else deletes them. @returns those that stay */
function planDeletions(
  { words }: PrincipalKind,
  { planned, diagnostics }: Context,
  retiring: Retiring,
): Retiring {
  if (planned?.retired_elsewhere !== false || !isAnyDue(retiring)) return retiring;
  const ids = retiring.flatMap(({ id, due }) => (due ? [id] : []));
  diagnostics.add(retires(words.noun, ids));
  return retiring.filter(({ due }) => !due);
}

function planRetirement(
  kind: PrincipalKind,
  context: Context,
  { prior, retiring }: Pick<Rotating, "prior" | "retiring">,
): void {
  const { set } = context;
  const left = planDeletions(kind, context, retiring);
  if (left.length === prior.retiring.length && retiring === prior.retiring) return;
  set("retiring", left);
  set("retirement_due", isAnyDue(left));
  const gone = prior.retiring.filter(({ id }) => left.every((each) => each.id !== id));
  set(
    "active_ids",
    prior.active_ids.filter((id) => gone.every((each) => each.id !== id)),
  );
  set(
    "active_usernames",
    prior.active_usernames.filter((name) => gone.every(({ username }) => username !== name)),
  );
}
