// Deletes a principal that the state names, and settles what an unclear answer leaves open.
import { AtlanRequestError } from "../../client/index.js";
import { backoffMs, NOT_YET_MS, WRITE_GRACE_MS, withGrace } from "../../deadline.js";
import { DiagnosticError } from "../../framework/index.js";
import type { AbsenceProof, Expected } from "./absence.js";
import type { PrincipalRecord } from "./kind.js";
import { byId } from "./selector.js";
import type { PrincipalSession } from "./session.js";

/** A principal that the state names. */
export interface KnownPrincipal {
  readonly id: string;
  readonly client_id: string;
  /** Or a time at which it existed already, RFC 3339; null when none is known. */
  readonly created_at: string | null;
  /** Null or left out when it is not known. */
  readonly created_by?: string | null;
}

export async function deleteUntilGone(
  session: PrincipalSession,
  known: KnownPrincipal,
  signal: AbortSignal,
): Promise<void> {
  await keepDeleting(session, known, signal);
  session.reader.noteDeleted({ id: known.id, clientId: known.client_id });
}

/**
 * Deleting again does no harm. The list decides what an answer leaves open; it may show what is deleted for a while, and
 * after an unclear answer of our own it is not its age that proves anything.
 */
async function keepDeleting(
  session: PrincipalSession,
  { id, client_id: clientId, created_at: createdAt, created_by: createdBy = null }: KnownPrincipal,
  signal: AbortSignal,
): Promise<void> {
  const { clock, absence } = session;
  const untilMs = clock.elapsedMs() + NOT_YET_MS;
  const selector = byId(id);
  let isDeletedHere = false;
  for (let round = 1; ; round++) {
    const error = await tryToDelete(session, { id, clientId }, signal);
    if (error === null) return;
    const isNotFound = error.kind === "not_found";
    if (isNotFound && (isDeletedHere || error.mayHaveCommitted)) return;
    isDeletedHere ||= error.mayHaveCommitted;
    const expected = { selector, createdAt, createdBy, isDeletedHere };
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
  { client, clock, kind }: PrincipalSession,
  principal: Pick<PrincipalRecord, "id" | "clientId">,
  signal: AbortSignal,
): Promise<AtlanRequestError | null> {
  try {
    const ending = withGrace(signal, WRITE_GRACE_MS, clock);
    await kind.api.delete(client.apiKey, principal, { signal: ending, queueSignal: signal });
    return null;
  } catch (error) {
    if (error instanceof AtlanRequestError) return error;
    throw error;
  }
}
