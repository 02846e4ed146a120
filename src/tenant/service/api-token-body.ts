// Reads what a client sends to create or update a token, and refuses what makes no token.
import { heraclesRefusal } from "../api/refusal.js";
import { isObject, quoted } from "../input/json.js";
import { DEFAULT_VALIDITY_SECONDS } from "../state/create-service-account.js";
import type { TenantState } from "../state/tenant-state.js";
import {
  descriptionFrom,
  displayNameFrom,
  objectBody,
  personasFrom,
  requireKnownKeys,
} from "./accounts.js";

const LONGEST_VALIDITY_SECONDS = 157_680_000;
/** The value of the vendor's own example, said there to mean "never expires". */
const NEVER_EXPIRES_SECONDS = 409_968_000;

const KNOWN = [
  "displayName",
  "description",
  "personas",
  "personaQualifiedNames",
  "validitySeconds",
];

export type TokenBody = {
  readonly displayName: string;
  readonly description: string;
  readonly personaQualifiedNames: readonly string[];
};

/** SDKs omit `personas`, `personaQualifiedNames` and an empty `description`; missing personas are none. */
export function tokenBody(state: TenantState, body: unknown): TokenBody {
  const sent = objectBody(body);
  requireKnownKeys(sent, KNOWN, "an API token");
  const { displayName, description, personas, personaQualifiedNames } = sent;
  const named = displayNameFrom(state, displayName);
  const described = descriptionFrom(description ?? "");
  if (personas !== undefined && personas !== null && !Array.isArray(personas))
    throw heraclesRefusal(400, "personas is no array");
  return {
    displayName: named,
    description: described,
    personaQualifiedNames: personasFrom(
      state,
      "personaQualifiedNames",
      personaQualifiedNames ?? [],
    ),
  };
}

/** What the real server makes of values outside the SDKs' range is not known; this one refuses them. */
export function validitySecondsOf(body: unknown): number {
  const value = isObject(body) ? (body.validitySeconds ?? DEFAULT_VALIDITY_SECONDS) : undefined;
  const isWhole = typeof value === "number" && Number.isSafeInteger(value);
  if (
    isWhole &&
    ((value >= 1 && value <= LONGEST_VALIDITY_SECONDS) || value === NEVER_EXPIRES_SECONDS)
  ) {
    return value;
  }
  throw heraclesRefusal(
    400,
    `validitySeconds is ${quoted(value)}, expected a whole number from 1 to ${LONGEST_VALIDITY_SECONDS}, or ${NEVER_EXPIRES_SECONDS}`,
  );
}
