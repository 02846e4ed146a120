// The predecessors of a rotated principal that still work: which of them are left, and their end.
import {
  type DeleteContext,
  type Diagnostic,
  DiagnosticError,
  type UpdateContext,
} from "../../framework/index.js";
import type { ActingToken } from "../assets/credentials.js";
import type { PrincipalAttributes, PrincipalState, Words } from "../principals/kind.js";
import { byId } from "../principals/selector.js";
import type { PrincipalSession } from "../principals/session.js";
import { actingAs } from "./held-rights.js";
import { LISTED_LONG_AGO, predecessorInUse, retirePrincipal } from "./retire-principal.js";
import type { RotatingSession } from "./session.js";
import { stillRetiring, withRetiring } from "./state.js";

type Retiring = PrincipalState["retiring"];

/** Those that were not deleted meanwhile, by whoever it was. */
export async function livingOf(
  { absence }: Pick<PrincipalSession, "absence">,
  retiring: Retiring,
  signal: AbortSignal,
): Promise<Retiring> {
  const all = await Promise.all(
    retiring.map(async (each) => {
      const expected = { selector: byId(each.id), createdAt: LISTED_LONG_AGO };
      return (await absence.read(expected, signal)).record === null ? [] : [each];
    }),
  );
  return all.flat();
}

/**
 * For Read. The principal itself deletes what is due in its next apply; what is left to something else may stay for ever.
 *
 * @param living as the state before had them: what was due then has outlived an apply
 */
export function overdue(
  words: Words,
  { retired_elsewhere, display_name, id }: PrincipalState,
  living: Retiring,
): readonly Diagnostic[] {
  const late = living.filter(({ due }) => due);
  if (!retired_elsewhere || late.length === 0) return [];
  const warning: Diagnostic = {
    severity: "warning",
    summary: `Retired ${words.noun}s still work`,
    detail: `The ${words.noun} ${JSON.stringify(display_name)} (${id}) has predecessors whose overlap had ended in the last run already, and they were not deleted: ${late.map(nameOf).join(", ")}. ${whoDeletes(words)}`,
  };
  return [warning];
}

const nameOf = ({ id, retire_at }: Retiring[number]): string => `${id} (since ${retire_at})`;

const whoDeletes = ({ short }: Words): string =>
  `\`retired_elsewhere\` leaves that to an atlan_token_retirement with this ${short}'s \`retiring\`. If there is one, what it depends on has failed: apply again. If there is none, declare it, or set \`retired_elsewhere = false\`.`;

/** Those that the plan of an update has left out. @returns the state without them, which is kept from each deletion on */
export async function retireUnplanned(
  context: UpdateContext<RotatingSession, PrincipalAttributes>,
  state: PrincipalState,
): Promise<PrincipalState> {
  const { client: session, planned, prior, diagnostics, signal } = context;
  const kept = stillRetiring({ planned, prior });
  const leaving = prior.retiring.filter(({ id }) => !kept.some((each) => each.id === id));
  const successor = actingOf(session, prior);
  const stateWithout = (done: number) => withRetiring(state, [...leaving.slice(done), ...kept]);
  if (leaving.length > 0) context.keep(stateWithout(0));
  for (const [index, each] of leaving.entries()) {
    await retirePrincipal(session, each, { successor, diagnostics, signal });
    context.keep(stateWithout(index + 1));
  }
  return stateWithout(leaving.length);
}

/** Before the principal itself is deleted. @throws DiagnosticError before anything is deleted where one of them is in use */
export async function retireAll({
  client: session,
  prior,
  diagnostics,
  signal,
}: DeleteContext<RotatingSession, PrincipalAttributes>): Promise<void> {
  const own = prior.retiring.length > 0 ? await session.ownUsername(signal) : null;
  const inUse = prior.retiring.find(({ username }) => username === own);
  if (inUse !== undefined) throw new DiagnosticError(predecessorInUse(session.kind.words, inUse));
  const successor = actingOf(session, prior);
  for (const each of prior.retiring) {
    await retirePrincipal(session, each, { successor, diagnostics, signal });
  }
}

/** The principal itself, which was given what its predecessors had. */
function actingOf(session: PrincipalSession, prior: PrincipalState): ActingToken | null {
  const http = actingAs(session, prior);
  return http && { username: prior.username, http };
}
