// A token as the wire shows it: numbers as strings, and personas in one shape when listed, in another when written.
import type { ApiToken } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import { linkedPersonas } from "./accounts.js";

/** What `filter` and `sort` see. `createdAt` is a number here, so that it sorts as one. */
export function tokenView(token: ApiToken) {
  const {
    id,
    clientId,
    displayName,
    username,
    description,
    createdAt,
    createdBy,
    validitySeconds,
  } = token;
  return {
    id,
    clientId,
    username,
    displayName,
    description,
    createdAt,
    createdBy,
    validitySeconds,
    attributes: { clientId, displayName, description, createdAt: String(createdAt), createdBy },
  };
}

type PersonaShape =
  | string
  | readonly { id: string; persona: string; personaQualifiedName: string }[];

function tokenRecord(token: ApiToken, personaQualifiedName: PersonaShape, secret?: string) {
  const { id, clientId, displayName, description, createdBy } = token;
  return {
    id,
    clientId,
    displayName,
    attributes: {
      "access.token.lifespan": String(token.validitySeconds),
      ...(secret === undefined ? {} : { accessToken: secret }),
      clientId,
      createdAt: String(token.createdAt),
      createdBy,
      description,
      displayName,
      personaQualifiedName,
      purposes: null,
      workspacePermissions: "[]",
    },
  };
}

/** As the list shows it: linked personas as objects. A persona that is gone is not shown. */
export function listedToken(state: TenantState, token: ApiToken) {
  const personas = linkedPersonas(state, token).map(
    ({ guid, attributes: { name, qualifiedName } }) => ({
      id: guid,
      persona: name,
      personaQualifiedName: qualifiedName,
    }),
  );
  return tokenRecord(token, personas);
}

/** As create and update answer: linked personas as a JSON text. Only create gives the secret. */
export function writtenToken(token: ApiToken, secret?: string) {
  const qualifiedNames = token.personaLinks.map((link) => link.qualifiedName);
  return tokenRecord(token, JSON.stringify(qualifiedNames), secret);
}
