// Reads what a client sends to create or update an OAuth client. Keys that no SDK sends are a loud 501.
import { heraclesRefusal } from "../api/refusal.js";
import { quoted } from "../input/json.js";
import { ROLES, roleNamed } from "../state/roles.js";
import type { TenantState } from "../state/tenant-state.js";
import {
  descriptionFrom,
  displayNameFrom,
  objectBody,
  personasFrom,
  requireKnownKeys,
} from "./accounts.js";

const CREATED = ["displayName", "description", "role", "personaQNs"];
const UPDATED = ["displayName", "description"];

/** One role, by its name; the label that pages show is none. */
function roleFrom(value: unknown): string {
  if (typeof value === "string" && roleNamed(value) !== undefined) return value;
  const names = ROLES.map((role) => role.name).join(", ");
  throw heraclesRefusal(400, `role ${quoted(value)} not found, expected one of ${names}`);
}

/** The vendor's Java SDK omits `personaQNs` when there are none. Null is refused. */
export function newClientBody(state: TenantState, body: unknown) {
  const sent = objectBody(body);
  requireKnownKeys(sent, CREATED, "a create of an OAuth client");
  const { displayName, description = "", role, personaQNs = [] } = sent;
  return {
    displayName: displayNameFrom(state, displayName),
    description: descriptionFrom(description),
    role: roleFrom(role),
    personaQualifiedNames: personasFrom(state, "personaQNs", personaQNs),
  };
}

/** Only name and description can change. What is left out or null stays: the Java SDK sends null for role and personas. */
export function changedClientBody(
  state: TenantState,
  body: unknown,
): { displayName?: string; description?: string } {
  const sent = Object.fromEntries(
    Object.entries(objectBody(body)).filter(([, value]) => value !== null),
  );
  requireKnownKeys(sent, UPDATED, "an update of an OAuth client");
  const { displayName, description } = sent;
  return {
    ...(displayName !== undefined && { displayName: displayNameFrom(state, displayName) }),
    ...(description !== undefined && { description: descriptionFrom(description) }),
  };
}
