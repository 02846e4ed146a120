// What happens when a principal is destroyed.
import { type DeleteContext, DiagnosticError } from "../../framework/index.js";
import { deleteUntilGone } from "../principals/delete-until-gone.js";
import type { PrincipalAttributes } from "../principals/kind.js";
import { reporting } from "../request-diagnostic.js";
import { inUse } from "../rotation/own.js";
import { retireAll } from "../rotation/predecessors.js";
import { retire } from "../rotation/retire.js";
import { tellRevoked } from "../rotation/revoke.js";
import type { RotatingSession } from "../rotation/session.js";
import { purgeUnfinishedSuccessors } from "../rotation/succession.js";
import { refuseMissingPersonas } from "./planned-personas.js";

type Context = DeleteContext<RotatingSession, PrincipalAttributes>;

export async function deletePrincipal(context: Context): Promise<void> {
  const { client: session, prior, successorData, signal } = context;
  const { kind } = session;
  const { words } = kind;
  await reporting({ summary: `Cannot delete ${words.noun}` }, signal, async () => {
    const own = await session.ownUsername(signal);
    if (own === prior.username) throw new DiagnosticError(inUse(words, prior, "delete"));
    await kind.checkSuccessor?.(successorData, session, signal);
    await refuseMissingPersonas(context);
    tellRevoked(context);
    await retireAll(context);
    await remove(context);
  });
}

/** Of one that is rotated, what a rotation has carried goes too, and what one has left that was killed. */
async function remove(context: Context): Promise<void> {
  const { client: session, prior, signal, diagnostics } = context;
  const removal = () => deleteUntilGone(session, prior, signal);
  if (prior.rotation === null && prior.retiring.length === 0) return await removal();
  await purgeUnfinishedSuccessors(context);
  const { id, username } = prior;
  const retirement = { remove: removal, successor: null, diagnostics, signal };
  await retire(session, { noun: session.kind.words.noun, id, username }, retirement);
}
