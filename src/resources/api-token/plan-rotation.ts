// The plan of a token that rotates, and of its predecessors that retire.
import { apiToken, ownOfSuccessor } from "../../../lib/schema/index.js";
import { isUnknown, type PlanContext, type PlannedChange, UNKNOWN } from "../../framework/index.js";
import { plannedStorage, recipientsChange } from "../one-time-secret/plan.js";
import {
  areTimesChanged,
  decide,
  isAgeAdded,
  isRotationSet,
  plannedRetiring,
  settingChanges,
  type Trigger,
  type ValueChange,
  type ValueChanges,
} from "../rotation/plan.js";
import {
  knownTooLate,
  ownRevoked,
  ownRotates,
  retires,
  rotates,
  rotatesNext,
  waits,
} from "../rotation/plan-messages.js";
import { type ApiTokenAttributes, lacksSecret, type TokenState } from "./mapping.js";

type Context = PlanContext<ApiTokenAttributes>;
type Planned = NonNullable<Context["planned"]>;
type Retiring = TokenState["retiring"];

/** In private data, noted by Read: the predecessor, by GUID, that is the API key which the plugin uses. */
export const OWN_PREDECESSOR = "own_predecessor";

/** In private data, noted by the plan: the triggers whose values it did not know. */
const AWAITED = "awaited_triggers";

/** Replaced otherwise. */
export const changedByRotation = ({ prior, planned }: PlannedChange<ApiTokenAttributes>) =>
  isRotationSet(prior.rotation, planned.rotation) ? (["validity_seconds"] as const) : [];

/**
 * Of a token that is not replaced.
 *
 * @returns whether it is rotated
 */
export function planRotation(context: Context, prior: TokenState, isOwn: boolean): boolean {
  const { planned, privateData } = context;
  if (planned === null) return false;
  const ownId = privateData.get(OWN_PREDECESSOR);
  const retiring = plannedRetiring(prior.retiring, planned.rotation, ownId);
  const isRotated =
    isRotationSet(prior.rotation, planned.rotation) &&
    planTriggers(context, { prior, planned, retiring, isOwn });
  if (!isRotated) {
    planTimes(context, prior);
    planRetirement(context, prior, retiring);
  }
  return isRotated;
}

interface Rotating {
  readonly prior: TokenState;
  readonly planned: Planned;
  readonly retiring: Retiring;
  readonly isOwn: boolean;
}

function planTriggers(context: Context, { prior, planned, retiring, isOwn }: Rotating): boolean {
  const { diagnostics, set } = context;
  const { trigger, awaited } = decide(changesOf(prior, planned));
  const named = { name: `The API token ${JSON.stringify(prior.display_name)} (${prior.id})` };
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
  planSuccession(context);
  // After a leak nothing comes before the deletion of the token itself: those that are due wait for the next apply.
  const left = isRevoked ? retiring : planDeletions(context, retiring);
  set("retiring", isRevoked ? left : [...left, predecessor(prior)]);
  set("retirement_due", isAnyDue(left));
  return true;
}

/** For the plan in the apply phase, of which only Terraform 1.16 and later tell what the first one noted. */
function noteAwaited({ privateData }: Context, awaited: readonly Trigger[]): void {
  if (awaited.length > 0) privateData.set(AWAITED, awaited);
  else if (privateData.get(AWAITED) !== undefined) privateData.set(AWAITED, undefined);
}

const wasAwaited = ({ appliedData }: Context, trigger: Trigger): boolean =>
  [appliedData.get(AWAITED)].flat().includes(trigger);

function changesOf(prior: TokenState, planned: Planned): ValueChanges {
  const isExpired = prior.expired && planned.replace_when_expired === true;
  return {
    ...settingChanges(prior, planned.rotation),
    expired: isExpired ? "changed" : "same",
    validity_seconds: change(
      planned.validity_seconds,
      planned.validity_seconds !== prior.validity_seconds,
    ),
    seal_to: lacksSecret(prior) ? "same" : recipientsChange(prior.seal_to, planned.seal_to),
  };
}

function change(planned: unknown, isOther: boolean): ValueChange {
  if (isUnknown(planned)) return "unknown";
  return isOther ? "changed" : "same";
}

/** With the lifetime that is configured, also where an imported one had kept another. */
function planSuccession({ config, planned, set, succeed }: Context): void {
  for (const attribute of ownOfSuccessor) set(attribute, UNKNOWN);
  const { plain, sealed } = plannedStorage(planned?.seal_to ?? null);
  set("access_token", plain);
  set("sealed_access_token", sealed);
  const validitySeconds = config?.validity_seconds ?? null;
  if (validitySeconds !== null) set("validity_seconds", validitySeconds);
  set("ready_for_rotation", false);
  set("rotate_at", UNKNOWN);
  succeed();
}

/** From when it retires, the tenant's time at the end of the rotation says. */
const predecessor = ({ id, client_id, username }: TokenState) => ({
  id,
  client_id,
  username,
  rotated_at: UNKNOWN,
  retire_at: UNKNOWN,
  due: false,
});

/** What Read said of other settings is not so any more. */
function planTimes({ planned, set }: Context, prior: TokenState): void {
  const rotation = planned?.rotation ?? null;
  if (rotation !== null && !areTimesChanged(prior.rotation, rotation)) return;
  if (prior.ready_for_rotation) set("ready_for_rotation", false);
  const isDateless = rotation === null || isAgeAdded(prior.rotation, rotation);
  if (isDateless && prior.rotate_at !== null) set("rotate_at", null);
}

const isAnyDue = (retiring: Retiring): boolean => retiring.some(({ due }) => due);

/** Those that are due go in this update, unless something else deletes them. @returns those that stay */
function planDeletions({ planned, diagnostics }: Context, retiring: Retiring): Retiring {
  if (planned?.retired_elsewhere !== false || !isAnyDue(retiring)) return retiring;
  const ids = retiring.flatMap(({ id, due }) => (due ? [id] : []));
  diagnostics.add(retires(apiToken.noun, ids));
  return retiring.filter(({ due }) => !due);
}

function planRetirement(context: Context, prior: TokenState, retiring: Retiring): void {
  const { set } = context;
  const left = planDeletions(context, retiring);
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
