// `GET /api/service/users`: the people of the tenant. Tokens are not among them (pyatlan looks those up through apikeys).

import type { Route } from "../api/route.js";
import type { User } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import { listed, withColumns } from "./list-query.js";

const NO_ATTRIBUTES = {
  designation: [],
  skills: [],
  slack: [],
  jira: [],
  invitedAt: [],
  invitedBy: [],
  invitedByName: [],
};

/** Keycloak's representation of a user, as `users/current` gives it. */
export function userRepresentation(user: User) {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    emailVerified: true,
    enabled: true,
    firstName: user.firstName,
    lastName: user.lastName,
    attributes: NO_ATTRIBUTES,
    createdTimestamp: user.createdAt,
    totp: false,
    disableableCredentialTypes: [],
    requiredActions: [],
    access: {},
  };
}

function userRecord(state: TenantState, user: User) {
  const role = user.admin ? "$admin" : "$member";
  const personas = state.store
    .personas()
    .filter((persona) => persona.attributes.personaUsers.includes(user.username))
    .map(({ guid, attributes: { name, displayName, qualifiedName } }) => ({
      id: guid,
      name,
      displayName,
      qualifiedName,
    }));
  return {
    ...userRepresentation(user),
    workspaceRole: role,
    roles: [role],
    defaultRoles: ["default-roles-default"],
    groupCount: 0,
    isLocked: false,
    lastLoginTime: null,
    loginEvents: [],
    personas,
  };
}

/** pyatlan fails on a record without a username, whatever columns were asked. */
const ALWAYS_SHOWN = ["id", "username"];

export const listUsers: Route = (call) =>
  listed(call, {
    items: call.state.store.users,
    countsAll: true,
    view: (user) => userRecord(call.state, user),
    record: (user) =>
      withColumns(call.request, userRecord(call.state, user), (name, value) =>
        ALWAYS_SHOWN.includes(name) ? value : undefined,
      ),
  });
