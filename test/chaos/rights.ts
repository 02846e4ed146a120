// Who holds what, as a line for each right, so that sets of them can be compared.
import type { TenantSnapshot } from "../../src/tenant/index.js";
import type { GrantNode, GrantType, Graph, Principal } from "./graph.js";
import type { Landmarks } from "./landmarks.js";
import { heldIn } from "./principals.js";

/** `<kind of right> <object> <principal>`; the principal is a username, for personas a token's id. */
export type Right = string;

const RIGHT_NAMES: Readonly<Record<GrantType, string>> = {
  atlan_connection_admin: "admin-of-connection",
  atlan_collection_editor: "editor-of-collection",
  atlan_collection_viewer: "viewer-of-collection",
  atlan_token_persona_binding: "linked-to-persona",
};

export const right = (type: GrantType, object: string, principal: string): Right =>
  `${RIGHT_NAMES[type]} ${object} ${principal}`;

/** The username, or for personas the token's id. */
export const principalOf = (held: Right): string => held.slice(held.lastIndexOf(" ") + 1);

export function rightsIn(state: TenantSnapshot): ReadonlySet<Right> {
  const lines = [
    ...state.connections.flatMap(({ guid, adminUsers = [] }) =>
      adminUsers.map((name) => right("atlan_connection_admin", guid, name)),
    ),
    ...state.collections.flatMap(({ guid, adminUsers = [], viewerUsers = [] }) => [
      ...adminUsers.map((name) => right("atlan_collection_editor", guid, name)),
      ...viewerUsers.map((name) => right("atlan_collection_viewer", guid, name)),
    ]),
    ...heldIn(state).flatMap(({ id, personaQualifiedNames }) =>
      personaQualifiedNames.map((name) => right("atlan_token_persona_binding", name, id)),
    ),
  ];
  return new Set(lines);
}

/** Who a token of the graph is in the tenant. */
export interface TokenIdentity {
  readonly id: string;
  readonly username: string;
}

export interface Known {
  readonly landmarks: Landmarks;
  /** By the token's address's name, its predecessors after it; nothing when the state does not hold it. */
  readonly tokens: ReadonlyMap<string, readonly [TokenIdentity, ...TokenIdentity[]]>;
}

function identitiesOf(
  principal: Principal,
  { landmarks, tokens }: Known,
): readonly TokenIdentity[] {
  if ("person" in principal) return [{ id: principal.person, username: principal.person }];
  if ("stranger" in principal) return [landmarks.token(principal.stranger)];
  return tokens.get(principal.token) ?? [];
}

export function rightsOfGrant(grant: GrantNode, known: Known): readonly Right[] {
  const attribute = grant.type === "atlan_token_persona_binding" ? "id" : "username";
  return grant.principals.flatMap((principal) =>
    identitiesOf(principal, known).map((identity) =>
      right(grant.type, known.landmarks.object(grant), identity[attribute]),
    ),
  );
}

/** What a graph asks for, of the tokens that are known. */
export function declaredRights({ tokens, grants }: Graph, known: Known): ReadonlySet<Right> {
  const links = tokens.flatMap(({ name, personas = [] }) => {
    const [identity] = known.tokens.get(name) ?? [];
    if (identity === undefined) return [];
    return personas.map((persona) =>
      right("atlan_token_persona_binding", known.landmarks.persona(persona), identity.id),
    );
  });
  return new Set([...links, ...grants.flatMap((grant) => rightsOfGrant(grant, known))]);
}
