// What the routes of API tokens and of OAuth clients share: who may call them, what their lists show, and what both check of a body.
import { heraclesRefusal, notSimulated } from "../api/refusal.js";
import type { Call } from "../api/route.js";
import { isObject, isStringArray, type JsonObject, quoted } from "../input/json.js";
import type { ServiceAccount } from "../state/entities.js";
import type { ServiceAccounts } from "../state/service-accounts.js";
import { storedName } from "../state/settings.js";
import type { TenantState } from "../state/tenant-state.js";

export function requireAdmin({ principal }: Call, noun: string): void {
  if (principal.isAdmin) return;
  throw heraclesRefusal(403, `user ${principal.username} is not allowed to manage ${noun}`);
}

/** What is read may lag behind what was written; updates, deletes and secrets do not. */
export function visibleAccounts<Account extends ServiceAccount>(
  { clock, settings }: TenantState,
  accounts: ServiceAccounts<Account>,
): readonly Account[] {
  return settings.listLagMs === 0
    ? accounts.all()
    : accounts.allAt(clock.now() - settings.listLagMs);
}

/** The qualified names of the linked personas that are there. */
export const linkedPersonas = ({ store }: TenantState, { personaLinks }: ServiceAccount) =>
  personaLinks
    .map((link) => store.persona(link.qualifiedName))
    .filter((persona) => persona !== undefined);

export function objectBody(body: unknown): JsonObject {
  if (isObject(body)) return body;
  throw heraclesRefusal(400, "the body is no JSON object");
}

/** What another key would do is not known, so that it is a loud 501. Null is not there: SDKs write it for what they leave out. */
export function requireKnownKeys(body: JsonObject, known: readonly string[], what: string): void {
  const stray = Object.keys(body).find((key) => body[key] !== null && !known.includes(key));
  if (stray !== undefined) throw notSimulated(`${what} with ${quoted(stray)}`);
}

export function displayNameFrom(state: TenantState, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return storedName(state.settings, value);
  const message = `displayName is ${quoted(value)}, expected a string that is not blank`;
  throw heraclesRefusal(400, message);
}

export function descriptionFrom(value: unknown): string {
  if (typeof value === "string") return value;
  throw heraclesRefusal(400, `description is ${quoted(value)}, expected a string`);
}

/** Qualified names of personas, each once. */
export function personasFrom(state: TenantState, field: string, value: unknown): string[] {
  if (!isStringArray(value)) throw heraclesRefusal(400, `${field} is no array of strings`);
  const unknown = value.filter((name) => state.store.persona(name) === undefined);
  if (unknown.length > 0) throw heraclesRefusal(400, `persona not found: ${unknown.join(", ")}`);
  return [...new Set(value)];
}
