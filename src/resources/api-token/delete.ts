// What happens when a token is destroyed.
import { apiToken } from "../../../lib/schema/index.js";
import { type DeleteContext, DiagnosticError } from "../../framework/index.js";
import { reporting } from "../request-diagnostic.js";
import { retire } from "../rotation/retire.js";
import { deleteUntilGone } from "./delete-until-gone.js";
import { purgeUnfinished } from "./leftovers.js";
import type { ApiTokenAttributes } from "./mapping.js";
import { ownToken } from "./plan.js";
import { retireAll } from "./predecessors.js";
import { unfinishedNameOf } from "./rotated.js";
import type { TokenSession } from "./token-session.js";

type Context = DeleteContext<TokenSession, ApiTokenAttributes>;

export async function deleteToken(context: Context): Promise<void> {
  const { client: session, prior, signal } = context;
  await reporting({ summary: "Cannot delete API token" }, signal, async () => {
    const own = await session.ownUsername(signal);
    if (own === prior.username) throw new DiagnosticError(ownToken(prior, "delete"));
    await retireAll(context);
    await remove(context);
  });
}

/** Of a token that is rotated, what a rotation has carried goes too, and what one has left that was killed. */
async function remove({ client: session, prior, signal, diagnostics }: Context): Promise<void> {
  const removal = () => deleteUntilGone(session, prior, signal);
  if (prior.rotation === null && prior.retiring.length === 0) return await removal();
  const displayName = unfinishedNameOf(prior);
  await purgeUnfinished(session, { displayName, diagnostics, signal });
  const { id, username } = prior;
  const retirement = { remove: removal, successor: null, diagnostics, signal };
  await retire(session, { noun: apiToken.noun, id, username }, retirement);
}
