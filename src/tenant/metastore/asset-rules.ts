// What the metastore's preprocessors insist on for each type of asset, after the caller was allowed to write.

import { atlasRefusal, Refusal, uncaughtException, unexpectedFailure } from "../api/refusal.js";
import type { Call } from "../api/route.js";
import type { AssetAttributes, AssetType } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import { invalidValue } from "./asset-attributes.js";
import type { AssetChange } from "./asset-change.js";

const USER_LISTS = ["adminUsers", "viewerUsers", "personaUsers"] as const;
const GROUP_LISTS = ["adminGroups", "viewerGroups", "personaGroups"] as const;
type UserList = (typeof USER_LISTS)[number];
type GroupList = (typeof GROUP_LISTS)[number];

function unknownUser({ settings: { unknownUserReply } }: TenantState, username: string): Refusal {
  return unknownUserReply === null
    ? unexpectedFailure(`Keycloak user not found with userName ${username}`)
    : new Refusal(unknownUserReply.status, unknownUserReply.body);
}

function added({ before, after }: AssetChange, list: UserList | GroupList): string[] {
  const held = before?.current.attributes[list] ?? [];
  return after.attributes[list].filter((name) => !held.includes(name));
}

/** A name that Keycloak does not know is refused when it is added, and let go when it is removed. */
function requireKnownNames({ state }: Call, change: AssetChange): void {
  const user = USER_LISTS.flatMap((list) => added(change, list)).find(
    (name) => !state.store.knowsUsername(name),
  );
  if (user !== undefined) throw unknownUser(state, user);
  const group = GROUP_LISTS.flatMap((list) => added(change, list)).find(
    (name) => !state.store.groups.has(name),
  );
  if (group !== undefined) throw unexpectedFailure(`Keycloak group not found with name ${group}`);
}

function withAttributes(change: AssetChange, attributes: Partial<AssetAttributes>): AssetChange {
  return {
    ...change,
    after: { ...change.after, attributes: { ...change.after.attributes, ...attributes } },
    changedAttributes: [...new Set([...change.changedAttributes, ...Object.keys(attributes)])],
  };
}

function withAdmin(change: AssetChange, username: string): AssetChange {
  const { adminUsers } = change.after.attributes;
  if (adminUsers.includes(username)) return change;
  return withAttributes(change, { adminUsers: [...adminUsers, username] });
}

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

const SLACK_URL = /^https:\/\/([a-z0-9-]+\.)*slack\.com\//i;

function requirePersonaAttributes({ after: { otherAttributes } }: AssetChange): void {
  const { channelLink, policies } = otherAttributes;
  if (typeof channelLink === "string" && !SLACK_URL.test(channelLink))
    throw invalidValue("channelLink", channelLink);
  if ([policies ?? []].flat().length > 0) {
    throw atlasRefusal(
      409,
      "ATLAS-409-00-015",
      "Operation not supported: can not attach a policy while updating Persona",
    );
  }
}

/**
 * The qualified name is the server's, whatever the client sent. Names need not be unique. An update has to say whether the
 * persona is enabled: the metastore looks at that without checking that it is there.
 */
function persona({ state }: Call, change: AssetChange): AssetChange {
  requirePersonaAttributes(change);
  if (change.before === undefined)
    return withAttributes(change, { qualifiedName: `default/${state.ids.suffix()}` });
  if (change.sentAttributes.includes("isAccessControlEnabled")) return change;
  throw uncaughtException("java.lang.NullPointerException", "isAccessControlEnabled");
}

const RULES: Record<AssetType, (call: Call, change: AssetChange) => AssetChange> = {
  Connection: connection,
  Collection: collection,
  Persona: persona,
};

/** The change as it will be stored. Throws a Refusal. */
export function applyRules(call: Call, change: AssetChange): AssetChange {
  requireKnownNames(call, change);
  return RULES[change.after.typeName](call, change);
}
