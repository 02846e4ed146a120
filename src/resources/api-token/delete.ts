// Deletes a token, and settles what an unclear answer leaves open.
import { AtlanRequestError, deleteApiToken } from "../../client/index.js";
import { backoffMs, NOT_YET_MS, WRITE_GRACE_MS, withGrace } from "../../deadline.js";
import { type DeleteContext, DiagnosticError } from "../../framework/index.js";
import { reporting } from "../request-diagnostic.js";
import type { ApiTokenAttributes } from "./mapping.js";
import { ownToken } from "./plan.js";
import { byId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

type Context = DeleteContext<TokenSession, ApiTokenAttributes>;

export async function deleteToken(context: Context): Promise<void> {
  const { client: session, prior, signal } = context;
  await reporting({ summary: "Cannot delete API token" }, signal, async () => {
    const own = await session.ownUsername(signal);
    if (own === prior.username) throw new DiagnosticError(ownToken(prior, "delete"));
    await deleteUntilGone(context);
    session.tokens.noteDeleted({ id: prior.id, clientId: prior.client_id });
  });
}

/**
 * Deleting again does no harm. The list decides what an answer leaves open; it may show a deleted token for a while, and
 * after an unclear answer of our own it is not the token's age that proves anything.
 */
async function deleteUntilGone({ client: session, prior, signal }: Context): Promise<void> {
  const { clock, absence } = session;
  const untilMs = clock.elapsedMs() + NOT_YET_MS;
  const selector = byId(prior.id);
  let isDeletedHere = false;
  for (let round = 1; ; round++) {
    const error = await tryToDelete(session, prior.id, signal);
    if (error === null) return;
    const isNotFound = error.kind === "not_found";
    if (isNotFound && (isDeletedHere || error.mayHaveCommitted)) return;
    isDeletedHere ||= error.mayHaveCommitted;
    const expected = { selector, createdAt: prior.created_at, isDeletedHere };
    if ((await absence.confirm(expected, signal)) === null) return;
    if (!(isNotFound || error.mayHaveCommitted) || clock.elapsedMs() >= untilMs) throw error;
    await clock.sleep(backoffMs(round), signal);
  }
}

/** Under way it is awaited when Terraform stops: whether it happened could not be told for minutes. */
async function tryToDelete(
  { client, clock }: TokenSession,
  id: string,
  signal: AbortSignal,
): Promise<AtlanRequestError | null> {
  try {
    const ending = withGrace(signal, WRITE_GRACE_MS, clock);
    await deleteApiToken(client.apiKey, id, { signal: ending, queueSignal: signal });
    return null;
  } catch (error) {
    if (error instanceof AtlanRequestError) return error;
    throw error;
  }
}
