// Who may read and change which asset of the metastore.

import type { Refusal } from "../api/refusal.js";
import { atlasRefusal } from "../api/refusal.js";
import type { AssetHistory } from "../state/asset-history.js";
import type { AssetAttributes, AssetType } from "../state/entities.js";
import type { Principal } from "../state/principal.js";
import { roleNamed } from "../state/roles.js";
import type { TenantState } from "../state/tenant-state.js";

const ADMIN_ROLE_NAMES = ["$admin", roleNamed("$admin")?.id ?? ""];

/** Rights count once they are older than `grantActivationMs`. */
const activeSince = (state: TenantState) => state.clock.now() - state.settings.grantActivationMs;

const isIn = (
  state: TenantState,
  history: AssetHistory,
  [list, name]: [keyof AssetAttributes, string],
) => history.heldSince(list, name, activeSince(state));

/** An admin by name; or a person who is a workspace admin, where the asset names the role `$admin`. Groups have no members here. */
function isAssetAdmin(state: TenantState, history: AssetHistory, principal: Principal): boolean {
  const isPersonWithRole = "user" in principal.actor && principal.actor.user.admin;
  const isConnection = history.current.typeName === "Connection";
  return (
    isIn(state, history, ["adminUsers", principal.username]) ||
    (isPersonWithRole &&
      isConnection &&
      ADMIN_ROLE_NAMES.some((role) => isIn(state, history, ["adminRoles", role])))
  );
}

function hasActivePersona(state: TenantState, principal: Principal): boolean {
  if ("user" in principal.actor) return false;
  return principal.actor.account.personaLinks.some((link) => link.linkedAt <= activeSince(state));
}

/** People read everything. Tokens and OAuth clients do too, unless `tokenReads` is `"granted"`. Personas are open to all. */
export function mayRead(state: TenantState, history: AssetHistory, principal: Principal): boolean {
  const { typeName, createdBy } = history.current;
  if (typeName === "Persona" || "user" in principal.actor || state.settings.tokenReads === "all")
    return true;
  return (
    createdBy === principal.username ||
    isAssetAdmin(state, history, principal) ||
    isIn(state, history, ["viewerUsers", principal.username]) ||
    hasActivePersona(state, principal)
  );
}

export function mayUpdate(
  state: TenantState,
  history: AssetHistory,
  principal: Principal,
): boolean {
  return history.current.typeName === "Persona"
    ? principal.isAdmin
    : isAssetAdmin(state, history, principal);
}

/** Anybody may make a collection; connections and personas are for whoever may manage the API. */
export function mayCreate(typeName: AssetType, principal: Principal): boolean {
  return typeName === "Collection" || principal.isAdmin;
}

export function notAuthorised({ username }: Principal, action: string): Refusal {
  return atlasRefusal(
    403,
    "ATLAS-403-00-001",
    `${username} is not authorized to perform ${action}`,
  );
}
