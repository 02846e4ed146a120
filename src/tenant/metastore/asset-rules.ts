// What the metastore's preprocessors insist on for each type of asset, after the caller was allowed to write.

import { atlasRefusal, Refusal, unexpectedFailure } from "../api/refusal.js";
import type { Call } from "../api/route.js";
import type { AssetAttributes, AssetType } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import type { AssetChange } from "./asset-change.js";

const USER_LISTS = ["adminUsers", "viewerUsers"] as const;

function unknownUser({ settings: { unknownUserReply } }: TenantState, username: string): Refusal {
  return unknownUserReply === null
    ? unexpectedFailure(`Keycloak user not found with userName ${username}`)
    : new Refusal(unknownUserReply.status, unknownUserReply.body);
}

/** A name that Keycloak does not know is refused when it is added, and let go when it is removed. */
function requireKnownUsers({ state }: Call, { before, after }: AssetChange): void {
  for (const list of USER_LISTS) {
    const held = before?.current.attributes[list] ?? [];
    const added = after.attributes[list].filter((name) => !held.includes(name));
    const unknown = added.find((name) => !state.store.knowsUsername(name));
    if (unknown !== undefined) throw unknownUser(state, unknown);
  }
}

function withAttributes(change: AssetChange, attributes: Partial<AssetAttributes>): AssetChange {
  return {
    ...change,
    after: { ...change.after, attributes: { ...change.after.attributes, ...attributes } },
    changedAttributes: [...new Set([...change.changedAttributes, ...Object.keys(attributes)])],
  };
}

const withAdmin = (change: AssetChange, username: string) =>
  withAttributes(change, {
    adminUsers: [...new Set([...change.after.attributes.adminUsers, username])],
  });

/** The creator becomes an admin, once. Later any admin may go, but not the last of users, groups and roles. */
function connection({ principal }: Call, change: AssetChange): AssetChange {
  const ruled = change.before === undefined ? withAdmin(change, principal.username) : change;
  const { adminUsers, adminGroups, adminRoles } = ruled.after.attributes;
  if (adminUsers.length + adminGroups.length + adminRoles.length === 0) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-114",
      "List of admins (adminUsers, adminGroups, adminRoles) must not be empty",
    );
  }
  return ruled;
}

/** The creator is put back into the editors, always. */
function collection({ state, principal }: Call, change: AssetChange): AssetChange {
  const ruled = withAdmin(change, change.after.createdBy);
  if (change.before !== undefined) return ruled;
  return withAttributes(ruled, {
    qualifiedName: `default/collection/${principal.username}/${state.ids.guid()}`,
  });
}

/** The name is unique; the qualified name is the server's, whatever the client sent. */
function persona({ state }: Call, change: AssetChange): AssetChange {
  const { name } = change.after.attributes;
  const twin = state.store
    .personas()
    .find((other) => other.attributes.name === name && other.guid !== change.after.guid);
  if (twin !== undefined) {
    throw atlasRefusal(
      409,
      "ATLAS-409-00-016",
      `Access control entity with name ${name} already exists`,
    );
  }
  return change.before === undefined
    ? withAttributes(change, { qualifiedName: `default/${state.ids.suffix()}` })
    : change;
}

const RULES: Record<AssetType, (call: Call, change: AssetChange) => AssetChange> = {
  Connection: connection,
  Collection: collection,
  Persona: persona,
};

/** The change as it will be stored. Throws a Refusal. */
export function applyRules(call: Call, change: AssetChange): AssetChange {
  requireKnownUsers(call, change);
  return RULES[change.after.typeName](call, change);
}
