// Keeps a principal whose replacement could not be made, because a persona that it names is not there. A plan makes no request, so
// the plan of the new one tells the delete of the old one which personas to look for.
import {
  type AssetTerms,
  AtlanRequestError,
  personaAsset,
  searchAssets,
} from "../../client/index.js";
import {
  type DeleteContext,
  type Diagnostic,
  DiagnosticError,
  isUnknown,
  type PlanContext,
} from "../../framework/index.js";
import type { PrincipalAttributes, PrincipalState, Words } from "../principals/kind.js";
import type { PrincipalSession } from "../principals/session.js";

/** Of what a delete is told: qualified names. */
const PERSONAS = "personas";

/** Those that are known already. */
export function notePersonas({ planned, successorData }: PlanContext<PrincipalAttributes>): void {
  const personas = planned?.persona_qualified_names ?? null;
  if (personas === null || isUnknown(personas)) return;
  const known = personas.filter((name) => !isUnknown(name));
  if (known.length > 0) successorData.set(PERSONAS, known);
}

/** @throws DiagnosticError before anything is deleted */
export async function refuseMissingPersonas({
  client: session,
  prior,
  successorData,
  signal,
}: DeleteContext<PrincipalSession, PrincipalAttributes>): Promise<void> {
  const noted = successorData.get(PERSONAS);
  const personas: readonly string[] = Array.isArray(noted) ? noted : [];
  const looks = await Promise.all(
    personas.map(async (qualifiedName) =>
      (await finds(session, { qualifiedName }, signal)) ? [] : [qualifiedName],
    ),
  );
  const missing = looks.flat();
  if (missing.length === 0) return;
  // Whoever is shown no persona at all goes on: the create says what is missing.
  if (!(await finds(session, {}, signal))) return;
  throw new DiagnosticError(personasMissing(session.kind.words, prior, missing));
}

/** Whoever may not search finds none. */
async function finds(
  { client }: PrincipalSession,
  terms: AssetTerms,
  signal: AbortSignal,
): Promise<boolean> {
  const query = { kind: personaAsset, terms, from: 0, size: 1 };
  try {
    const { body } = await searchAssets(client.apiKey, query, { signal, priority: "under_way" });
    return body.hits.length > 0;
  } catch (error) {
    if (error instanceof AtlanRequestError && error.kind === "forbidden") return false;
    throw error;
  }
}

const personasMissing = (
  { noun, short }: Words,
  { id, display_name }: PrincipalState,
  missing: readonly string[],
): Diagnostic => ({
  severity: "error",
  summary: `Refused to replace ${noun} ${id}`,
  detail:
    `The ${short} ${JSON.stringify(display_name)} is to be deleted and made anew, with personas that Atlan's search does not find:\n${missing.map((name) => `  - ${name}`).join("\n")}\n\n` +
    `The new ${short} could not be made, so the old one was not deleted. Take these personas out of persona_qualified_names, or correct them; the data source atlan_persona finds a persona by the name that people see. Apply again in a minute if one was created just now.`,
  attribute: ["persona_qualified_names"],
});
