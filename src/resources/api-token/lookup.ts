// Finds the one token a person means, or says which ones it could be.
import type { ApiToken } from "../../client/index.js";
import { type AttributePath, DiagnosticError } from "../../framework/index.js";
import { nearMisses } from "../near-misses.js";
import type { Session } from "../session.js";
import type { Sighting } from "./directory.js";
import { toRfc3339 } from "./lifetime.js";
import { describeSelector, type TokenSelector } from "./token-selector.js";

export interface LookupOptions {
  readonly signal: AbortSignal;
  /** What to blame in the configuration. */
  readonly attribute?: AttributePath;
}

/** @throws DiagnosticError when none or several match, with the candidates. */
export async function findOne(
  session: Session,
  selector: TokenSelector,
  options: LookupOptions,
): Promise<Sighting & { readonly token: ApiToken }> {
  const { tokens, tenantNow } = await session.tokens.ask(selector, options.signal);
  const [token, ...others] = tokens;
  if (token === undefined) throw await notFound(session, selector, options);
  if (others.length > 0) throw ambiguous(selector, tokens, options);
  return { token, tenantNow };
}

async function notFound(
  session: Session,
  selector: TokenSelector,
  { signal, attribute }: LookupOptions,
): Promise<DiagnosticError> {
  const { tokens } = await session.tokens.all(signal);
  const similar = nearMisses(selector.value, tokens, (token) => token[selector.by]);
  const hint =
    similar.length === 0
      ? `None of the ${tokens.length} tokens that the API key can see is similar.`
      : `Similar ones:\n${list(similar)}`;
  return new DiagnosticError({
    severity: "error",
    summary: "API token not found",
    detail: `No API token has the ${describeSelector(selector)}; upper and lower case count.\n\n${hint}`,
    ...(attribute && { attribute }),
  });
}

const ambiguous = (
  selector: TokenSelector,
  tokens: readonly ApiToken[],
  { attribute }: LookupOptions,
): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "Several API tokens match",
    detail: `${tokens.length} API tokens have the ${describeSelector(selector)}:\n${list(tokens)}\n\nName the one you mean by its GUID.`,
    ...(attribute && { attribute }),
  });

const list = (tokens: readonly ApiToken[]): string => tokens.map(line).join("\n");

function line({ id, clientId, displayName, createdAt, createdBy }: ApiToken): string {
  const born = createdAt === null ? "unknown" : toRfc3339(createdAt);
  return `  - ${id}: ${JSON.stringify(displayName)}, ${clientId}, created ${born} by ${createdBy ?? "unknown"}`;
}
