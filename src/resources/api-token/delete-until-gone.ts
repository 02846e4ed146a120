// Deletes a token that the state names, and settles what an unclear answer leaves open.
import { AtlanRequestError, deleteApiToken } from "../../client/index.js";
import { backoffMs, NOT_YET_MS, WRITE_GRACE_MS, withGrace } from "../../deadline.js";
import { DiagnosticError } from "../../framework/index.js";
import type { AbsenceProof, Expected } from "./absence.js";
import { byId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

/** A token that the state names. */
export interface KnownToken {
  readonly id: string;
  readonly client_id: string;
  /** Or a time at which it existed already, RFC 3339; null when none is known. */
  readonly created_at: string | null;
}

export async function deleteUntilGone(
  session: TokenSession,
  token: KnownToken,
  signal: AbortSignal,
): Promise<void> {
  await keepDeleting(session, token, signal);
  session.tokens.noteDeleted({ id: token.id, clientId: token.client_id });
}

/**
 * Deleting again does no harm. The list decides what an answer leaves open; it may show a deleted token for a while, and
 * after an unclear answer of our own it is not the token's age that proves anything.
 */
async function keepDeleting(
  session: TokenSession,
  { id, created_at: createdAt }: KnownToken,
  signal: AbortSignal,
): Promise<void> {
  const { clock, absence } = session;
  const untilMs = clock.elapsedMs() + NOT_YET_MS;
  const selector = byId(id);
  let isDeletedHere = false;
  for (let round = 1; ; round++) {
    const error = await tryToDelete(session, id, signal);
    if (error === null) return;
    const isNotFound = error.kind === "not_found";
    if (isNotFound && (isDeletedHere || error.mayHaveCommitted)) return;
    isDeletedHere ||= error.mayHaveCommitted;
    const expected = { selector, createdAt, isDeletedHere };
    if (await isProvenGone(absence, expected, signal)) return;
    if (!(isNotFound || error.mayHaveCommitted) || clock.elapsedMs() >= untilMs) throw error;
    await clock.sleep(backoffMs(round), signal);
  }
}

/** What the list leaves open after our own deletion another one settles: it is answered 404. */
async function isProvenGone(
  absence: AbsenceProof,
  expected: Expected,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await absence.confirm(expected, signal)) === null;
  } catch (error) {
    if (expected.isDeletedHere !== true || !(error instanceof DiagnosticError)) throw error;
    return false;
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
