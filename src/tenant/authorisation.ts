// Who may read and change which asset of the metastore.
import type { AssetHistory } from "./asset-history.js";
import type { Principal } from "./bearers.js";
import type { AssetAttributes, AssetType } from "./entities.js";
import type { Refusal } from "./http/refusal.js";
import { atlasRefusal } from "./http/refusal.js";
import { roleNamed } from "./roles.js";
import type { World } from "./world.js";

const ADMIN_ROLE_NAMES = ["$admin", roleNamed("$admin")?.id ?? ""];

/** Rights count once they are older than `grantActivationMs`. */
const activeSince = (world: World) => world.clock.now() - world.settings.grantActivationMs;

const isIn = (world: World, history: AssetHistory, [list, name]: [keyof AssetAttributes, string]) =>
  history.heldSince(list, name, activeSince(world));

/** An admin by name; or a workspace admin, where the asset names the role `$admin`. Groups have no members here. */
function isAssetAdmin(world: World, history: AssetHistory, principal: Principal): boolean {
  const isPersonWithRole = "user" in principal.actor && principal.actor.user.admin;
  const isConnection = history.current.typeName === "Connection";
  return (
    isIn(world, history, ["adminUsers", principal.username]) ||
    (isPersonWithRole &&
      isConnection &&
      ADMIN_ROLE_NAMES.some((role) => isIn(world, history, ["adminRoles", role])))
  );
}

function hasActivePersona(world: World, principal: Principal): boolean {
  if (!("token" in principal.actor)) return false;
  return principal.actor.token.personaLinks.some((link) => link.linkedAt <= activeSince(world));
}

/** People read everything. Tokens do too, unless `tokenReads` is `"granted"`. Personas are open to all. */
export function mayRead(world: World, history: AssetHistory, principal: Principal): boolean {
  const { typeName, createdBy } = history.current;
  if (typeName === "Persona" || "user" in principal.actor || world.settings.tokenReads === "all")
    return true;
  return (
    createdBy === principal.username ||
    isAssetAdmin(world, history, principal) ||
    isIn(world, history, ["viewerUsers", principal.username]) ||
    hasActivePersona(world, principal)
  );
}

export function mayUpdate(world: World, history: AssetHistory, principal: Principal): boolean {
  return history.current.typeName === "Persona"
    ? principal.isAdmin
    : isAssetAdmin(world, history, principal);
}

/** Anybody may make a collection; connections and personas are for workspace admins and tokens. */
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
