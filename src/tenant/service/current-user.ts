// `GET /api/service/users/current` and `GET /api/service/whoami`: who the bearer is.
import type { Route } from "../api/route.js";
import type { Asset } from "../state/entities.js";
import { roleOf } from "../state/principal.js";
import { roleNamed } from "../state/roles.js";
import { linkedPersonas } from "./accounts.js";
import { userRepresentation } from "./users.js";

/** A token or an OAuth client answers as its service account, which Keycloak gives no name and no email. */
export const currentUser: Route = ({ principal: { actor } }) => {
  if ("user" in actor) return userRepresentation(actor.user);
  const { serviceAccountId: id, username, createdAt } = actor.account;
  return {
    ...userRepresentation({
      id,
      username,
      email: "",
      firstName: "",
      lastName: "",
      admin: true,
      createdAt,
    }),
    emailVerified: false,
    attributes: {},
  };
};

/** The Keycloak role of a persona is named after the second half of its qualified name, and outlives a rename. */
const personaRole = ({ attributes: { qualifiedName } }: Asset): string =>
  `persona_${qualifiedName.split("/").at(-1)}`;

/** Only `roles` with their names is known of the real answer (pyatlan, role_cache). */
export const whoami: Route = ({ state, principal: { actor, username } }) => {
  if ("user" in actor) {
    const { id, admin } = actor.user;
    return { userId: id, username, roles: [roleNamed(admin ? "$admin" : "$member")] };
  }
  const { account } = actor;
  const personaRoles = linkedPersonas(state, account).map((persona) => ({
    id: persona.guid,
    name: personaRole(persona),
  }));
  return {
    userId: account.serviceAccountId,
    username,
    roles: [roleNamed(roleOf(account)), ...personaRoles],
  };
};
