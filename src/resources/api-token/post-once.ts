// The POST that makes a token, made once: after an unclear answer it looks for its own claim before it posts again.
import {
  type ApiToken,
  type AtlanErrorKind,
  AtlanRequestError,
  type CreatedApiToken,
  createApiToken,
  type NewApiToken,
  type Reply,
} from "../../client/index.js";
import { backoffMs, withGrace } from "../../deadline.js";
import { DiagnosticError, type DiagnosticSink } from "../../framework/index.js";
import { requestDiagnostic } from "../request-diagnostic.js";
import type { Session } from "../session.js";
import { blame } from "./blame.js";
import { purgeToken } from "./purge.js";

/** How long a token of an unclear create may take to show up in the list. */
const LOOK_FOR_MS = 60_000;
/** What is left of the operation's time when looking ends, so that its outcome can still be told. */
const RESERVE_MS = 5_000;
/** How much longer than a stop the look for a claim, and its purge, may take. */
const STOP_GRACE_MS = 15_000;
/** Token creation gets this many times the request timeout (atlan-java allows the same). */
const CREATE_TIMEOUT_FACTOR = 3;

/** Nothing was made, and another try may end better. */
const RETRIED: ReadonlySet<AtlanErrorKind> = new Set<AtlanErrorKind>([
  "rate_limited",
  "unreachable",
]);

export interface Posting {
  readonly session: Session;
  readonly token: NewApiToken;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

/** @throws DiagnosticError that says what may exist in the tenant. */
export async function postOnce(posting: Posting): Promise<Reply<CreatedApiToken>> {
  const { session, token, signal } = posting;
  let wasUnclear = false;
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      const reply = await post(posting);
      if (wasUnclear) await purgeTwins(posting, reply.body.id);
      return reply;
    } catch (error) {
      if (!(error instanceof AtlanRequestError)) throw error;
      if (error.mayHaveCommitted) {
        wasUnclear = true;
        await settleUnclear(posting, error);
      }
      const mayTryAgain = error.mayHaveCommitted || RETRIED.has(error.kind);
      if (!mayTryAgain || attempt > session.maxRetries) throw refused(error, token);
      await session.clock.sleep(error.retryAfterMs ?? backoffMs(attempt), signal);
      if (error.kind === "rate_limited") await settleUnclear(posting, error);
    }
  }
}

/** In flight, it is not given up when Terraform stops: the token it makes must be known. */
function post({ session, token }: Posting): Promise<Reply<CreatedApiToken>> {
  const signal = new AbortController().signal;
  const timeoutMs = CREATE_TIMEOUT_FACTOR * session.requestTimeoutMs;
  return createApiToken(session.client.apiKey, token, { signal, timeoutMs });
}

/** After this, either nothing was made, or what was made is purged: its secret is lost. */
async function settleUnclear(posting: Posting, error: AtlanRequestError): Promise<void> {
  const signal = withGrace(posting.signal, STOP_GRACE_MS, posting.session.clock);
  const isUnclear = error.mayHaveCommitted;
  try {
    const made = await lookForClaim(posting, signal, isUnclear);
    for (const { id } of made) await purgeToken(posting.session, id, signal);
  } catch (lookError) {
    throw unresolved(error, posting.token, lookError);
  }
}

async function lookForClaim(
  { session, token, deadlineMs }: Posting,
  signal: AbortSignal,
  isPatient: boolean,
): Promise<readonly ApiToken[]> {
  const { clock } = session;
  const untilMs = Math.min(clock.nowMs() + LOOK_FOR_MS, deadlineMs - RESERVE_MS);
  for (let round = 1; ; round++) {
    const found = await claimsOf(session, token, signal);
    const isOver = !isPatient || clock.nowMs() >= untilMs;
    if (found.length > 0 || isOver) return found;
    await clock.sleep(backoffMs(round), signal);
  }
}

async function claimsOf(
  session: Session,
  { displayName, description }: NewApiToken,
  signal: AbortSignal,
): Promise<readonly ApiToken[]> {
  const { tokens } = await session.tokens.ask({ by: "displayName", value: displayName }, signal);
  return tokens.filter((token) => token.description === description);
}

/** An earlier POST may have been slower than its successor. */
async function purgeTwins({ session, token, signal: stop, diagnostics }: Posting, id: string) {
  const signal = withGrace(stop, STOP_GRACE_MS, session.clock);
  try {
    const twins = await claimsOf(session, token, signal);
    for (const twin of twins) {
      if (twin.id !== id) await purgeToken(session, twin.id, signal);
    }
  } catch (error) {
    if (!(error instanceof AtlanRequestError)) throw error;
    diagnostics.add({
      severity: "warning",
      summary: `API token ${id} may have a twin`,
      detail: `An earlier try to create it had no clear answer, and looking for what it made failed: ${error.message}.\n\n${leftover(token)}`,
    });
  }
}

const leftover = ({ displayName, description }: NewApiToken): string =>
  `If it exists, it has the display name ${JSON.stringify(displayName)} and the description ${JSON.stringify(description)}. ` +
  "Nobody has its secret. The next create of that name deletes it once its date has passed; you can delete it in Atlan now.";

const SUMMARY = "Cannot create API token";

function refused(error: AtlanRequestError, token: NewApiToken): DiagnosticError {
  return new DiagnosticError(
    requestDiagnostic(error, {
      summary: SUMMARY,
      aftermath: error.mayHaveCommitted
        ? "No token of this create is in the list, or it has been deleted again."
        : "No token was made.",
      ...blame(error, token.personaQualifiedNames),
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
