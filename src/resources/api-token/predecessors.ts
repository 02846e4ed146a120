// The predecessors of a rotated token that still work: which of them are left, and their end.
import {
  type DeleteContext,
  DiagnosticError,
  type DiagnosticSink,
  type UpdateContext,
} from "../../framework/index.js";
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

/**
 * For Read. The token itself deletes what is due in its next apply; what is left to something else may stay for ever.
 *
 * @param living as the state before had them: what was due then has outlived an apply
 */
export function warnOfOverdue(
  { retired_elsewhere, display_name, id }: TokenState,
  living: Retiring,
  diagnostics: DiagnosticSink,
): void {
  const overdue = living.filter(({ due }) => due);
  if (!retired_elsewhere || overdue.length === 0) return;
  diagnostics.add({
    severity: "warning",
    summary: "Retired API tokens still work",
    detail: `The API token ${JSON.stringify(display_name)} (${id}) has predecessors whose overlap had ended in the last run already, and they were not deleted: ${overdue.map(nameOf).join(", ")}. ${WHO_DELETES}`,
  });
}

const nameOf = ({ id, retire_at }: Retiring[number]): string => `${id} (since ${retire_at})`;

const WHO_DELETES =
  "`retired_elsewhere` leaves that to an atlan_token_retirement with this token's `retiring`. If there is one, what it depends on has failed: apply again. If there is none, declare it, or set `retired_elsewhere = false`.";

/** Those that the plan of an update has left out. @returns the state without them, which is kept from each deletion on */
export async function retireUnplanned(
  context: UpdateContext<TokenSession, ApiTokenAttributes>,
  state: TokenState,
): Promise<TokenState> {
  const { client: session, planned, prior, diagnostics, signal } = context;
  const kept = stillRetiring({ planned, prior });
  const leaving = prior.retiring.filter(({ id }) => !kept.some((each) => each.id === id));
  const successor = actingOf(session, prior);
  const stateWithout = (done: number) => withRetiring(state, [...leaving.slice(done), ...kept]);
  if (leaving.length > 0) context.keep(stateWithout(0));
  for (const [index, each] of leaving.entries()) {
    await retireToken(session, each, { successor, diagnostics, signal });
    context.keep(stateWithout(index + 1));
  }
  return stateWithout(leaving.length);
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
