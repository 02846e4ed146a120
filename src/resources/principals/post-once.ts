// The POST that makes a principal, made once: after an unclear answer it looks for its own claim before it posts again.
import { AtlanRequestError, type Reply } from "../../client/index.js";
import { backoffMs, CLAIM_GRACE_MS, NOT_YET_MS, withGrace } from "../../deadline.js";
import { messageOf } from "../../describe-error.js";
import { DiagnosticError, type DiagnosticSink } from "../../framework/index.js";
import { requestDiagnostic } from "../request-diagnostic.js";
import { attributeOf } from "./attribute-of.js";
import type { Created, Draft, PrincipalRecord, Words } from "./kind.js";
import { purge } from "./purge.js";
import type { PrincipalSession } from "./session.js";

/** Of the operation's time, kept for another POST after the look for the first one's claim. */
const REPOST_RESERVE_MS = 5_000;
/** Creation gets this many times the request timeout (atlan-java allows the same). */
const CREATE_TIMEOUT_FACTOR = 3;

export interface ClaimedDraft extends Draft {
  /** The claim. */
  readonly description: string;
}

export interface Posting {
  readonly session: PrincipalSession;
  readonly draft: ClaimedDraft;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

/** @throws DiagnosticError that says what may exist in the tenant; the signal's reason when nothing was sent */
export async function postOnce(posting: Posting): Promise<Reply<Created>> {
  const { session, signal } = posting;
  let failedTries = 0;
  /** The last request of which one may be left that the list did not show. */
  let unclear: AtlanRequestError | null = null;
  let wasUnclear = false;
  for (;;) {
    if (signal.aborted) throw unclear === null ? signal.reason : refused(posting, unclear);
    try {
      const reply = await post(posting);
      if (wasUnclear) await purgeDuplicates(posting, reply.body.record.id);
      return reply;
    } catch (error) {
      if (!(error instanceof AtlanRequestError)) throw error;
      const { mayHaveCommitted, kind, retryAfterMs } = error;
      if (kind === "stopped" && !mayHaveCommitted && signal.aborted) continue;
      wasUnclear ||= mayHaveCommitted;
      const isPurged = mayHaveCommitted && (await settleUnclear(posting, error));
      if (mayHaveCommitted && !isPurged) unclear = error;
      if (kind === "rate_limited") {
        // No failed try: the look waits until requests may leave again.
        await settleUnclear(posting, error);
        continue;
      }
      failedTries += 1;
      const isTriedAgain = mayHaveCommitted || kind === "unreachable";
      if (!isTriedAgain || failedTries > session.maxRetries || signal.aborted) {
        throw refused(posting, error, { isPurged, mayBeLeft: unclear !== null });
      }
      // A stop ends the wait; the next turn of the loop says what may be left.
      await session.clock.sleep(retryAfterMs ?? backoffMs(failedTries), signal).catch(() => {});
    }
  }
}

/** In flight, it is not given up when Terraform stops: what it makes must be known. While it waits for its turn, it is. */
function post({ session, draft, signal, deadlineMs }: Posting): Promise<Reply<Created>> {
  const { client, clock, kind, requestTimeoutMs } = session;
  // Counted when it leaves: it may have waited for its turn.
  const restMs = () => Math.max(deadlineMs - clock.elapsedMs(), 1);
  return kind.api.create(client.apiKey, draft, {
    signal: new AbortController().signal,
    queueSignal: signal,
    timeoutMs: () => Math.min(CREATE_TIMEOUT_FACTOR * requestTimeoutMs, restMs()),
  });
}

/**
 * After this, nothing of this create is listed: either none was made, or what was made is purged, because its secret is lost.
 *
 * @returns whether one was purged
 */
async function settleUnclear(posting: Posting, error: AtlanRequestError): Promise<boolean> {
  const { session } = posting;
  const signal = withGrace(posting.signal, CLAIM_GRACE_MS, session.clock);
  try {
    const made = await lookForClaim(posting, signal, error.mayHaveCommitted);
    for (const record of made) await purge(session, record, signal);
    return made.length > 0;
  } catch (lookError) {
    throw unresolved(posting, error, lookError);
  }
}

/** @param isPatient the list may show it late */
async function lookForClaim(
  { session, draft, deadlineMs }: Posting,
  signal: AbortSignal,
  isPatient: boolean,
): Promise<readonly PrincipalRecord[]> {
  const { clock, reader } = session;
  const untilMs = Math.min(clock.elapsedMs() + NOT_YET_MS, deadlineMs - REPOST_RESERVE_MS);
  for (let round = 1; ; round++) {
    const found = await claimsOf(session, draft, signal);
    const restMs = untilMs - clock.elapsedMs();
    if (found.length > 0 || !isPatient) return found;
    // Whatever the tenant has made of the name, the claim is unique.
    if (restMs <= 0) return withClaim((await reader.all(signal)).records, draft);
    await clock.sleep(Math.min(backoffMs(round), restMs), signal);
  }
}

async function claimsOf(
  { reader }: PrincipalSession,
  draft: ClaimedDraft,
  signal: AbortSignal,
): Promise<readonly PrincipalRecord[]> {
  const selector = { by: "displayName", value: draft.displayName } as const;
  const found = await reader.ask(selector, { signal, priority: "under_way" });
  return withClaim(found.records, draft);
}

const withClaim = (
  records: readonly PrincipalRecord[],
  claimed: ClaimedDraft,
): readonly PrincipalRecord[] =>
  records.filter(({ description }) => description === claimed.description);

/** An earlier POST may have been slower than its successor. */
async function purgeDuplicates(posting: Posting, id: string) {
  const { session, draft, signal: stop, diagnostics } = posting;
  const signal = withGrace(stop, CLAIM_GRACE_MS, session.clock);
  try {
    const duplicates = await claimsOf(session, draft, signal);
    for (const duplicate of duplicates) {
      if (duplicate.id !== id) await purge(session, duplicate, signal);
    }
  } catch (error) {
    if (!(error instanceof AtlanRequestError)) throw error;
    diagnostics.add({
      severity: "warning",
      summary: `${session.kind.words.noun} ${id} may exist twice`,
      detail: `An earlier try to create it had no clear answer, and looking for what it made failed: ${error.message}.\n\n${leftover(posting)}`,
    });
  }
}

const leftover = ({ draft: { displayName, description } }: Pick<Posting, "draft">): string =>
  `If it exists, it has the display name ${JSON.stringify(displayName)} and the description ${JSON.stringify(description)}. ` +
  "Nobody has its secret. The next create of that name deletes it once its date has passed; you can delete it in Atlan now.";

function refused(
  posting: Posting,
  error: AtlanRequestError,
  { isPurged, mayBeLeft } = { isPurged: false, mayBeLeft: true },
): DiagnosticError {
  const { noun, short }: Words = posting.session.kind.words;
  const unlisted = `The tenant does not list a ${short} of this create, but the list may lag behind. ${leftover(posting)}`;
  const settled = isPurged
    ? `The ${short} that this request created was deleted.`
    : `No ${short} was created.`;
  return new DiagnosticError(
    requestDiagnostic(error, {
      summary: `Cannot create ${noun}`,
      aftermath: mayBeLeft ? unlisted : settled,
      ...attributeOf(posting.session.kind, error, posting.draft.personas),
    }),
  );
}

function unresolved(
  posting: Posting,
  error: AtlanRequestError,
  lookError: unknown,
): DiagnosticError {
  return new DiagnosticError(
    requestDiagnostic(error, {
      summary: `${posting.session.kind.words.noun} may have been created`,
      aftermath: `Looking for it failed as well: ${messageOf(lookError)}.\n\n${leftover(posting)}`,
    }),
  );
}
