// The POST that makes a token, made once: after an unclear answer it looks for its own claim before it posts again.
import {
  type ApiToken,
  AtlanRequestError,
  type CreatedApiToken,
  createApiToken,
  type NewApiToken,
  type Reply,
} from "../../client/index.js";
import { backoffMs, CLAIM_GRACE_MS, NOT_YET_MS, withGrace } from "../../deadline.js";
import { DiagnosticError, type DiagnosticSink } from "../../framework/index.js";
import { requestDiagnostic } from "../request-diagnostic.js";
import { attributeOf } from "./attribute-of.js";
import { purgeToken } from "./purge.js";
import type { TokenSession } from "./token-session.js";

/** Of the operation's time, kept for another POST after the look for the first one's claim. */
const REPOST_RESERVE_MS = 5_000;
/** Token creation gets this many times the request timeout (atlan-java allows the same). */
const CREATE_TIMEOUT_FACTOR = 3;

export interface Posting {
  readonly session: TokenSession;
  /** Its description is the claim. */
  readonly token: NewApiToken;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

/** @throws DiagnosticError that says what may exist in the tenant; the signal's reason when nothing was sent */
export async function postOnce(posting: Posting): Promise<Reply<CreatedApiToken>> {
  const { session, signal } = posting;
  let failedTries = 0;
  /** The last request of which a token may be left that the list did not show. */
  let unclear: AtlanRequestError | null = null;
  let wasUnclear = false;
  for (;;) {
    if (signal.aborted) throw unclear === null ? signal.reason : refused(unclear, posting.token);
    try {
      const reply = await post(posting);
      if (wasUnclear) await purgeDuplicates(posting, reply.body.id);
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
        throw refused(error, posting.token, { isPurged, mayBeLeft: unclear !== null });
      }
      // A stop ends the wait; the next turn of the loop says what may be left.
      await session.clock.sleep(retryAfterMs ?? backoffMs(failedTries), signal).catch(() => {});
    }
  }
}

/** In flight, it is not given up when Terraform stops: the token it makes must be known. While it waits for its turn, it is. */
function post({ session, token, signal, deadlineMs }: Posting): Promise<Reply<CreatedApiToken>> {
  const { client, clock, requestTimeoutMs } = session;
  // Counted when it leaves: it may have waited for its turn.
  const restMs = () => Math.max(deadlineMs - clock.elapsedMs(), 1);
  return createApiToken(client.apiKey, token, {
    signal: new AbortController().signal,
    queueSignal: signal,
    timeoutMs: () => Math.min(CREATE_TIMEOUT_FACTOR * requestTimeoutMs, restMs()),
  });
}

/**
 * After this, no token of this create is listed: either none was made, or what was made is purged, because its secret is lost.
 *
 * @returns whether one was purged
 */
async function settleUnclear(posting: Posting, error: AtlanRequestError): Promise<boolean> {
  const { session } = posting;
  const signal = withGrace(posting.signal, CLAIM_GRACE_MS, session.clock);
  try {
    const made = await lookForClaim(posting, signal, error.mayHaveCommitted);
    for (const token of made) await purgeToken(session, token, signal);
    return made.length > 0;
  } catch (lookError) {
    throw unresolved(error, posting.token, lookError);
  }
}

/** @param isPatient the list may show it late */
async function lookForClaim(
  { session, token, deadlineMs }: Posting,
  signal: AbortSignal,
  isPatient: boolean,
): Promise<readonly ApiToken[]> {
  const { clock, tokens } = session;
  const untilMs = Math.min(clock.elapsedMs() + NOT_YET_MS, deadlineMs - REPOST_RESERVE_MS);
  for (let round = 1; ; round++) {
    const found = await claimsOf(session, token, signal);
    const restMs = untilMs - clock.elapsedMs();
    if (found.length > 0 || !isPatient) return found;
    // Whatever the tenant has made of the name, the claim is unique.
    if (restMs <= 0) return withClaim((await tokens.all(signal)).tokens, token);
    await clock.sleep(Math.min(backoffMs(round), restMs), signal);
  }
}

async function claimsOf(
  { tokens }: TokenSession,
  token: NewApiToken,
  signal: AbortSignal,
): Promise<readonly ApiToken[]> {
  const selector = { by: "displayName", value: token.displayName } as const;
  const found = await tokens.ask(selector, { signal, priority: "under_way" });
  return withClaim(found.tokens, token);
}

const withClaim = (tokens: readonly ApiToken[], claimed: NewApiToken): readonly ApiToken[] =>
  tokens.filter(({ description }) => description === claimed.description);

/** An earlier POST may have been slower than its successor. */
async function purgeDuplicates({ session, token, signal: stop, diagnostics }: Posting, id: string) {
  const signal = withGrace(stop, CLAIM_GRACE_MS, session.clock);
  try {
    const duplicates = await claimsOf(session, token, signal);
    for (const duplicate of duplicates) {
      if (duplicate.id !== id) await purgeToken(session, duplicate, signal);
    }
  } catch (error) {
    if (!(error instanceof AtlanRequestError)) throw error;
    diagnostics.add({
      severity: "warning",
      summary: `API token ${id} may exist twice`,
      detail: `An earlier try to create it had no clear answer, and looking for what it made failed: ${error.message}.\n\n${leftover(token)}`,
    });
  }
}

const leftover = ({ displayName, description }: NewApiToken): string =>
  `If it exists, it has the display name ${JSON.stringify(displayName)} and the description ${JSON.stringify(description)}. ` +
  "Nobody has its secret. The next create of that name deletes it once its date has passed; you can delete it in Atlan now.";

function refused(
  error: AtlanRequestError,
  token: NewApiToken,
  { isPurged, mayBeLeft } = { isPurged: false, mayBeLeft: true },
): DiagnosticError {
  const unlisted = `The tenant does not list a token of this create, but the list may lag behind. ${leftover(token)}`;
  const settled = isPurged
    ? "The token that this request created was deleted."
    : "No token was created.";
  return new DiagnosticError(
    requestDiagnostic(error, {
      summary: "Cannot create API token",
      aftermath: mayBeLeft ? unlisted : settled,
      ...attributeOf(error, token.personaQualifiedNames),
    }),
  );
}

function unresolved(
  error: AtlanRequestError,
  token: NewApiToken,
  lookError: unknown,
): DiagnosticError {
  const why = lookError instanceof Error ? lookError.message : String(lookError);
  return new DiagnosticError(
    requestDiagnostic(error, {
      summary: "API token may have been created",
      aftermath: `Looking for it failed as well: ${why}.\n\n${leftover(token)}`,
    }),
  );
}
