// The predecessors of a rotated token that still work: which of them are left, and their end.
import { type DeleteContext, DiagnosticError, type UpdateContext } from "../../framework/index.js";
import type { ActingToken } from "../assets/credentials.js";
import {
  type ApiTokenAttributes,
  stillRetiring,
  type TokenState,
  withRetiring,
} from "./mapping.js";
import { LISTED_LONG_AGO, retireToken, tokenInUse } from "./retire-token.js";
import { actingAs } from "./token-rights.js";
import { byId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

type Retiring = TokenState["retiring"];

/** Those that were not deleted meanwhile, by whoever it was. */
export async function livingOf(
  { absence }: Pick<TokenSession, "absence">,
  retiring: Retiring,
  signal: AbortSignal,
): Promise<Retiring> {
  const all = await Promise.all(
    retiring.map(async (each) => {
      const expected = { selector: byId(each.id), createdAt: LISTED_LONG_AGO };
      return (await absence.read(expected, signal)).token === null ? [] : [each];
    }),
  );
  return all.flat();
}

/** After the rest of an update: those that the plan has left out. */
export async function retireUnplanned(
  context: UpdateContext<TokenSession, ApiTokenAttributes>,
  state: TokenState,
): Promise<TokenState> {
  const { client: session, planned, prior, diagnostics, signal } = context;
  const kept = stillRetiring({ planned, prior });
  const leaving = prior.retiring.filter(({ id }) => !kept.some((each) => each.id === id));
  const successor = actingOf(session, prior);
  for (const [index, each] of leaving.entries()) {
    context.keep(withRetiring(state, [...leaving.slice(index), ...kept]));
    await retireToken(session, each, { successor, diagnostics, signal });
  }
  return withRetiring(state, kept);
}

/** Before the token itself is deleted. @throws DiagnosticError before anything is deleted where one of them is in use */
export async function retireAll({
  client: session,
  prior,
  diagnostics,
  signal,
}: DeleteContext<TokenSession, ApiTokenAttributes>): Promise<void> {
  const own = prior.retiring.length > 0 ? await session.ownUsername(signal) : null;
  const inUse = prior.retiring.find(({ username }) => username === own);
  if (inUse !== undefined) throw new DiagnosticError(tokenInUse(inUse));
  const successor = actingOf(session, prior);
  for (const each of prior.retiring) {
    await retireToken(session, each, { successor, diagnostics, signal });
  }
}

/** The token itself, which was given what its predecessors had. */
function actingOf(session: TokenSession, prior: TokenState): ActingToken | null {
  const http = actingAs(session, prior);
  return http && { username: prior.username, http };
}
