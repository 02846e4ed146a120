// From what the tenant says of a principal, and what is planned, to Terraform's object: pure, and what every kind has alike.
import { DEFAULT_OVERLAP_SECONDS } from "../../../lib/schema/index.js";
import { isUnknown, type ObjectValue, type Unknown } from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";
import type { StoredSecret } from "../one-time-secret/storage.js";
import { identityOf } from "../principals/identity.js";
import type {
  PrincipalKind,
  PrincipalPlan,
  PrincipalRecord,
  PrincipalState,
} from "../principals/kind.js";
import { NOT_ROTATED, rotateAt } from "./triggers.js";

export interface Made {
  readonly secret: StoredSecret;
  readonly tenantNow: Date | null;
}

/** After a create: what was planned, what the tenant decided, and the one-time secret. */
export function createdState(
  { kind, planned }: Pick<Update, "kind" | "planned">,
  record: PrincipalRecord,
  { secret, tenantNow }: Made,
): PrincipalState {
  const identity = { ...identityOf(record), ...kind.ownState(record, tenantNow) };
  return {
    ...planned,
    ...identity,
    ...NOT_ROTATED,
    rotate_at: rotateAt(planned.rotation, lifeOf(identity), null),
    ...kind.secretState(secret),
  };
}

/** What is listed, and the tenant's time then. */
interface Found {
  readonly record: PrincipalRecord;
  readonly tenantNow: Date | null;
}

interface Life {
  readonly created_at: string | null;
  readonly expires_at: string | null;
}

/** Of a kind that has no expiry there is none. */
export const lifeOf = (
  state: Pick<PrincipalState, "created_at"> & { readonly expires_at?: string | null },
): Life => ({ created_at: state.created_at, expires_at: state.expires_at ?? null });

interface Update {
  readonly kind: PrincipalKind;
  readonly planned: PrincipalPlan;
  readonly prior: PrincipalState;
}

/** After a rotation: the successor, and its predecessor among those that retire. */
export function rotatedState(update: Update, record: PrincipalRecord, made: Made): PrincipalState {
  const { id, client_id, username } = update.prior;
  const overlapSeconds = update.planned.rotation?.overlap_seconds ?? DEFAULT_OVERLAP_SECONDS;
  const rotated = made.tenantNow?.getTime() ?? null;
  const predecessor = {
    id,
    client_id,
    username,
    rotated_at: rotated === null ? null : toRfc3339(new Date(rotated)),
    retire_at: rotated === null ? null : toRfc3339(new Date(rotated + overlapSeconds * 1000)),
    due: false,
  };
  const retiring = [...stillRetiring(update), predecessor];
  return withRetiring(createdState(update, record, made), retiring);
}

/** After a leak: the predecessor is deleted. Those before it go on retiring. */
export const revokedState = (update: Update, record: PrincipalRecord, made: Made): PrincipalState =>
  withRetiring(createdState(update, record, made), stillRetiring(update));

/** The principal with these predecessors, whatever it had before. */
export const withRetiring = (
  state: PrincipalState,
  retiring: PrincipalState["retiring"],
): PrincipalState => ({
  ...state,
  active_ids: [state.id, ...retiring.map(({ id }) => id)],
  active_usernames: [state.username, ...retiring.map(({ username }) => username)],
  retirement_due: retiring.some(({ due }) => due),
  retiring,
});

/** After an update: what was planned, and everything else as it was. */
export const updatedState = ({ kind, planned, prior }: Update): PrincipalState => ({
  ...prior,
  ...kind.plannedState(planned),
  display_name: planned.display_name,
  description: planned.description,
  persona_qualified_names: planned.persona_qualified_names,
  seal_to: planned.seal_to,
  rotation: planned.rotation,
  retired_elsewhere: planned.retired_elsewhere,
  ready_for_rotation: known(planned.ready_for_rotation, prior.ready_for_rotation),
  rotate_at: known(planned.rotate_at, prior.rotate_at),
  retirement_due: known(planned.retirement_due, prior.retirement_due),
  retiring: stillRetiring({ planned, prior }),
  active_ids: known(planned.active_ids, prior.active_ids),
  active_usernames: known(planned.active_usernames, prior.active_usernames),
});

const known = <V>(planned: V | Unknown, prior: V): V => (isUnknown(planned) ? prior : planned);

/** Those of the state that the plan keeps, as it has them. */
export const stillRetiring = ({
  planned: { retiring },
  prior,
}: Pick<Update, "planned" | "prior">): PrincipalState["retiring"] =>
  isUnknown(retiring)
    ? prior.retiring
    : prior.retiring.flatMap((before) => {
        const kept = retiring.find(({ id }) => id === before.id);
        if (kept === undefined) return [];
        const { retire_at, due } = kept;
        return [
          { ...before, retire_at: known(retire_at, before.retire_at), due: known(due, before.due) },
        ];
      });

/** After an update that was perhaps written and not seen since: a persona that was to go stays until it is seen to be gone. */
export function openState(update: Update): PrincipalState {
  const { prior } = update;
  const state = withRetiring(updatedState(update), prior.retiring);
  const personas = state.persona_qualified_names;
  if (personas === null || prior.persona_qualified_names === null) return state;
  const all = new Set([...personas, ...prior.persona_qualified_names]);
  return { ...state, persona_qualified_names: [...all] };
}

/**
 * After a read: what the tenant holds, except what it never tells (the secret) and what is a setting of ours. Links that are
 * left out are not managed here. A claim that was left is shown: the next apply takes it off, before a create of the same
 * name takes the principal for a leftover.
 */
export const readState = (
  kind: PrincipalKind,
  prior: PrincipalState,
  { record, tenantNow }: Found,
): PrincipalState => ({
  ...prior,
  ...identityOf(record),
  ...kind.ownState(record, tenantNow),
  ...kind.seenState(prior, record),
  display_name: record.displayName,
  description: record.description,
  persona_qualified_names: prior.persona_qualified_names === null ? null : kind.personasOf(record),
});

/** After an import: every default filled in, the secret unknown for ever. Links that can change are not managed yet. */
export const importedState = (
  kind: PrincipalKind,
  { record, tenantNow }: Found,
  own: ObjectValue,
): PrincipalState => ({
  ...identityOf(record),
  ...kind.ownState(record, tenantNow),
  ...own,
  display_name: record.displayName,
  description: record.description,
  persona_qualified_names: kind.personasAreFixed ? kind.personasOf(record) : null,
  seal_to: null,
  rotation: null,
  retired_elsewhere: false,
  ...NOT_ROTATED,
  ...kind.secretState({ plain: null, sealed: null }),
});
