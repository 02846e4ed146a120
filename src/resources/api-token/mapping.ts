// Between the tenant's record of a token and Terraform's object: pure, and the only place that knows both spellings.
import { type apiToken, DEFAULT_OVERLAP_SECONDS } from "../../../lib/schema/index.js";
import type { ApiToken } from "../../client/index.js";
import { isUnknown, type PlannedOf, type StateOf, type Unknown } from "../../framework/index.js";
import type { StoredSecret } from "../one-time-secret/storage.js";
import { toRfc3339 } from "../rfc3339.js";
import { NOT_ROTATED, rotateAt } from "../rotation/triggers.js";
import type { Patch } from "../shared-list/patch.js";
import type { AttributesOf } from "../tenant-binding.js";
import { withoutClaim } from "./claim.js";
import { expiryOf, validityOf } from "./lifetime.js";
import type { TokenObject } from "./writer.js";

export type ApiTokenAttributes = AttributesOf<typeof apiToken>;
export type TokenState = StateOf<ApiTokenAttributes>;
export type TokenPlan = PlannedOf<ApiTokenAttributes>;

/** What the tenant decides about a token, by Terraform's names. */
export function identityOf(token: ApiToken, tenantNow: Date | null) {
  const expiresAt = expiryOf(token.createdAt, token.lifespanSeconds);
  return {
    id: token.id,
    client_id: token.clientId,
    username: token.username,
    created_at: token.createdAt && toRfc3339(token.createdAt),
    created_by: token.createdBy,
    expires_at: expiresAt && toRfc3339(expiresAt),
    expired: expiresAt !== null && tenantNow !== null && tenantNow >= expiresAt,
    active_ids: [token.id],
    active_usernames: [token.username],
  };
}

export const personasOf = (token: ApiToken): readonly string[] =>
  token.personas.map(({ qualifiedName }) => qualifiedName);

/** A token as lookups give it. */
export const recordOf = (token: ApiToken, tenantNow: Date | null) => ({
  ...identityOf(token, tenantNow),
  display_name: token.displayName,
  description: withoutClaim(token.description),
  persona_qualified_names: personasOf(token),
  validity_seconds: token.lifespanSeconds,
});

/** After a create: what was planned, what the tenant decided, and the one-time secret. */
export const createdState = (
  planned: TokenPlan,
  token: ApiToken,
  { secret, tenantNow }: Made,
): TokenState => {
  const identity = identityOf(token, tenantNow);
  return {
    ...planned,
    ...identity,
    ...NOT_ROTATED,
    rotate_at: rotateAt(planned.rotation, identity, null),
    access_token: secret.plain,
    sealed_access_token: secret.sealed,
  };
};

interface Made {
  readonly secret: StoredSecret;
  readonly tenantNow: Date | null;
}

interface Update {
  readonly planned: TokenPlan;
  readonly prior: TokenState;
}

/** After a rotation: the successor, and its predecessor among those that retire. */
export function rotatedState(update: Update, token: ApiToken, made: Made): TokenState {
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
  return succeeded(update, token, {
    ...made,
    retiring: [...stillRetiring(update), predecessor],
  });
}

/** After a leak: the predecessor is deleted. Those before it go on retiring. */
export const revokedState = (update: Update, token: ApiToken, made: Made): TokenState =>
  succeeded(update, token, { ...made, retiring: stillRetiring(update) });

const succeeded = (
  { planned }: Update,
  token: ApiToken,
  { retiring, ...made }: Made & Pick<TokenState, "retiring">,
): TokenState => withRetiring(createdState(planned, token, made), retiring);

/** Whether the state has the secret in neither form: as after an import. */
export const lacksSecret = ({ access_token, sealed_access_token }: TokenState): boolean =>
  access_token === null && sealed_access_token === null;

/** The token with these predecessors, whatever it had before. */
export const withRetiring = (state: TokenState, retiring: TokenState["retiring"]): TokenState => ({
  ...state,
  active_ids: [state.id, ...retiring.map(({ id }) => id)],
  active_usernames: [state.username, ...retiring.map(({ username }) => username)],
  retirement_due: retiring.some(({ due }) => due),
  retiring,
});

/** After an update: what was planned, and everything else as it was. */
export const updatedState = (planned: TokenPlan, prior: TokenState): TokenState => ({
  ...prior,
  display_name: planned.display_name,
  description: planned.description,
  persona_qualified_names: planned.persona_qualified_names,
  wait_until_ready: planned.wait_until_ready,
  replace_when_expired: planned.replace_when_expired,
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
export const stillRetiring = ({ planned: { retiring }, prior }: Update): TokenState["retiring"] =>
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
export function openState(planned: TokenPlan, prior: TokenState): TokenState {
  const state = withRetiring(updatedState(planned, prior), prior.retiring);
  const personas = state.persona_qualified_names;
  if (personas === null || prior.persona_qualified_names === null) return state;
  const all = new Set([...personas, ...prior.persona_qualified_names]);
  return { ...state, persona_qualified_names: [...all] };
}

/**
 * After a read: what the tenant holds, except what it never tells (the secret), what is fixed at creation (the
 * lifetime), what is not managed here (links left out), and what is a setting of ours. A claim that was left is shown: the
 * next apply takes it off, before a create of the same name takes the token for a leftover.
 */
export const readState = (
  prior: TokenState,
  token: ApiToken,
  tenantNow: Date | null,
): TokenState => ({
  ...prior,
  ...identityOf(token, tenantNow),
  display_name: token.displayName,
  description: token.description,
  persona_qualified_names: prior.persona_qualified_names === null ? null : personasOf(token),
});

/** After an import: every default filled in, the secret unknown for ever, the links not managed yet. */
export const importedState = (token: ApiToken, tenantNow: Date | null): TokenState => ({
  ...identityOf(token, tenantNow),
  display_name: token.displayName,
  description: token.description,
  persona_qualified_names: null,
  validity_seconds: validityOf(token.lifespanSeconds),
  wait_until_ready: true,
  replace_when_expired: true,
  seal_to: null,
  rotation: null,
  retired_elsewhere: false,
  ...NOT_ROTATED,
  access_token: null,
  sealed_access_token: null,
});

/** From what a token holds to what it should hold: links that are not managed here stay. */
export function desiredPatch(
  planned: Pick<TokenPlan, "display_name" | "description" | "persona_qualified_names">,
  { sets }: TokenObject,
): Patch<TokenObject> {
  const { display_name: displayName, persona_qualified_names: personas } = planned;
  // Planned it may be only where a read has shown it and the configuration says nothing else.
  const set = { displayName, description: withoutClaim(planned.description) };
  if (personas === null) return { set };
  const unwanted = sets.personas.filter((persona) => !personas.includes(persona));
  return { set, add: { personas }, remove: { personas: unwanted } };
}
