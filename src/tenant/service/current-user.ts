// `GET /api/service/users/current` and `GET /api/service/whoami`: who the bearer is.
import type { Route } from "../api/route.js";
import type { Asset } from "../state/entities.js";
import { roleNamed } from "../state/roles.js";
import { userRepresentation } from "./users.js";

/** A token answers as its service account, which Keycloak gives no name and no email. */
export const currentUser: Route = ({ principal: { actor } }) => {
  if ("user" in actor) return userRepresentation(actor.user);
  const { serviceAccountId: id, username, createdAt } = actor.token;
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
  const personaRoles = actor.token.personaLinks
    .map((link) => state.store.persona(link.qualifiedName))
    .filter((persona) => persona !== undefined)
    .map((persona) => ({ id: persona.guid, name: personaRole(persona) }));
  return {
    userId: actor.token.serviceAccountId,
    username,
    roles: [roleNamed("$api-token-default-access"), ...personaRoles],
  };
};
