// From a token or an OAuth client as the API lists it to the inventory's own shape. Pure.
import type { ApiToken, OAuthClient } from "../client/index.js";
import { expiryOf, isUnlimited } from "../resources/api-token/lifetime.js";
import { hasRunNote, isClaim } from "../resources/principals/claim.js";
import { successorIn } from "../resources/rotation/names.js";
import type { Expiry, Inventory, Principal, Standing } from "./inventory.js";

/** When, and by whom, the tenant was read. */
type Reading = Pick<Inventory, "readAt" | "readBy">;

export const tokenPrincipal = (token: ApiToken, reading: Reading): Principal => {
  const expiry = tokenExpiry(token);
  const { id, clientId, username, displayName, description, createdAt, createdBy } = token;
  return {
    kind: "API token",
    ...{ id, clientId, username, displayName, description, createdAt, createdBy },
    lifespanSeconds: token.lifespanSeconds,
    expiry,
    personas: token.personas,
    role: null,
    standing: standingOf({ ...token, expiry }, reading),
  };
};

/**
 * Its personas come without names. It does not expire: only its access tokens do.
 *
 * @param labels of roles, by name
 */
export const clientPrincipal = (
  client: OAuthClient,
  reading: Reading,
  labels: ReadonlyMap<string, string>,
): Principal => {
  const { id, clientId, username, displayName, description, createdAt, createdBy } = client;
  return {
    kind: "OAuth client",
    ...{ id, clientId, username, displayName, description, createdAt, createdBy },
    lifespanSeconds: null,
    expiry: "never",
    personas: client.personaQualifiedNames.map((qualifiedName) => ({ qualifiedName, name: null })),
    role: client.role && (labels.get(client.role) || client.role),
    standing: standingOf({ ...client, expiry: "never" }, reading),
  };
};

function tokenExpiry({ createdAt, lifespanSeconds }: ApiToken): Expiry {
  if (lifespanSeconds !== null && isUnlimited(lifespanSeconds)) return "never";
  return expiryOf(createdAt, lifespanSeconds) ?? "unknown";
}

type Standable = Pick<Principal, "username" | "displayName" | "description" | "expiry">;

function standingOf(principal: Standable, { readAt, readBy }: Reading): Standing {
  const { username, displayName, description, expiry } = principal;
  if (username === readBy) return "own";
  if (isClaim(description)) return "being created";
  if (hasRunNote(description)) return "for one run";
  if (successorIn(displayName) !== undefined) return "retiring";
  return expiry instanceof Date && expiry <= readAt ? "expired" : "in use";
}
