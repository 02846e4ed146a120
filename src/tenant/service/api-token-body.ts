// Reads what a client sends to create or update a token, and refuses what makes no token.
import { heraclesRefusal } from "../api/refusal.js";
import { isObject, isStringArray, quoted } from "../input/json.js";
import { DEFAULT_VALIDITY_SECONDS } from "../state/create-token.js";
import { storedName } from "../state/settings.js";
import type { TenantState } from "../state/tenant-state.js";

const LONGEST_VALIDITY_SECONDS = 157_680_000;
/** The value of the vendor's own example, said there to mean "never expires". */
const NEVER_EXPIRES_SECONDS = 409_968_000;

export type TokenBody = {
  readonly displayName: string;
  readonly description: string;
  readonly personaQualifiedNames: readonly string[];
};

function requirement(isMet: boolean, message: string): void {
  if (!isMet) throw heraclesRefusal(400, message);
}

/** SDKs omit `personas`, `personaQualifiedNames` and an empty `description`; missing personas are none. */
export function tokenBody(state: TenantState, body: unknown): TokenBody {
  if (!isObject(body)) throw heraclesRefusal(400, "the body is no JSON object");
  const { displayName, personas } = body;
  const description = body.description ?? "";
  const personaQualifiedNames = body.personaQualifiedNames ?? [];
  if (typeof displayName !== "string" || displayName.trim() === "") {
    throw heraclesRefusal(
      400,
      `displayName is ${quoted(displayName)}, expected a string that is not blank`,
    );
  }
  if (typeof description !== "string") {
    throw heraclesRefusal(400, `description is ${quoted(description)}, expected a string`);
  }
  requirement(
    personas === undefined || personas === null || Array.isArray(personas),
    "personas is no array",
  );
  if (!isStringArray(personaQualifiedNames)) {
    throw heraclesRefusal(400, "personaQualifiedNames is no array of strings");
  }
  const unknown = personaQualifiedNames.filter((name) => state.store.persona(name) === undefined);
  requirement(unknown.length === 0, `persona not found: ${unknown.join(", ")}`);
  return {
    displayName: storedName(state.settings, displayName),
    description,
    personaQualifiedNames: [...new Set(personaQualifiedNames)],
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
