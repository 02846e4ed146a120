// Which attribute a tenant's refusal is about, from its words: `/api/service` has no field for it.
import type { AtlanRequestError } from "../../client/index.js";
import type { AttributePath } from "../../framework/index.js";

const WORDS: readonly (readonly [RegExp, AttributePath])[] = [
  [/persona/i, ["persona_qualified_names"]],
  [/validity|lifespan/i, ["validity_seconds"]],
  [/display ?name/i, ["display_name"]],
  [/description/i, ["description"]],
];

export function blamedAttribute(
  error: AtlanRequestError,
  personas: readonly string[],
): AttributePath | undefined {
  const message = error.tenantMessage ?? "";
  if (personas.some((name) => message.includes(name))) return ["persona_qualified_names"];
  return WORDS.find(([pattern]) => pattern.test(message))?.[1];
}
