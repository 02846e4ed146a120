// What happens when a token is destroyed.
import { type DeleteContext, DiagnosticError } from "../../framework/index.js";
import { reporting } from "../request-diagnostic.js";
import { deleteUntilGone } from "./delete-until-gone.js";
import type { ApiTokenAttributes } from "./mapping.js";
import { ownToken } from "./plan.js";
import type { TokenSession } from "./token-session.js";

type Context = DeleteContext<TokenSession, ApiTokenAttributes>;

export async function deleteToken(context: Context): Promise<void> {
  const { client: session, prior, signal } = context;
  await reporting({ summary: "Cannot delete API token" }, signal, async () => {
    const own = await session.ownUsername(signal);
    if (own === prior.username) throw new DiagnosticError(ownToken(prior, "delete"));
    await deleteUntilGone(session, prior, signal);
  });
}
