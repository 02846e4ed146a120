// Sees one call through: waits for its turn, sends it, tries again where that is right, and says how it ended.
import type { Clock } from "../clock.js";
import type { Secret } from "../secret.js";
import type { Credential, CredentialName } from "./credential.js";
import { lifeOf } from "./credential-expiry.js";
import { ERROR_KINDS } from "./error-kinds.js";
import { AtlanRequestError, type FailedTry, NO_ANSWER } from "./failure.js";
import { faultOf, TransportError } from "./fault.js";
import { changesNothing, httpRequestOf, isRepeatable } from "./http-request.js";
import type { Redact } from "./redact.js";
import type { Call, CallOptions, HttpResponse, Reply } from "./request.js";
import { classifyResponse } from "./response.js";
import type { Demand, Pass, Throttle, Turn } from "./throttle.js";
import type { Send } from "./transport.js";

export interface RequestLog {
  debug(message: string, fields?: { readonly [key: string]: unknown }): void;
}

/** What a call needs beside itself. */
export interface Sender {
  readonly baseUrl: URL;
  readonly userAgent: string;
  readonly requestTimeoutMs: number;
  /** Beyond the first try. */
  readonly maxRetries: number;
  /** Null: sent without any. */
  readonly credential: Credential | null;
  /** What messages call it. */
  readonly credentialName: CredentialName;
  readonly redact: Redact;
  readonly throttle: Throttle;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly transport: () => Promise<Send>;
  /** Called for every response. */
  readonly onHeaders: (headers: HttpResponse["headers"]) => void;
}

/** A call, and what has happened to it so far. */
interface Progress<T> {
  readonly call: Call<T>;
  readonly options: CallOptions;
  readonly sender: Sender;
  readonly requestId: string;
  readonly turn: Turn;
  /** Ends every wait of the call: `signal` does, and `queueSignal`. */
  readonly queueSignal: AbortSignal;
  /** What the latest try was sent with. */
  bearer: Secret | null;
  tries: number;
  heldBackMs: number;
  lastError: AtlanRequestError | null;
}

type Outcome<T> =
  | { readonly ok: true; readonly reply: Reply<T> }
  | { readonly ok: false; readonly failure: FailedTry };

/** @throws AtlanRequestError; what `beforeSend` throws */
export async function sendWithRetry<T>(
  call: Call<T>,
  options: CallOptions,
  sender: Sender,
): Promise<Reply<T>> {
  const progress = begin(call, options, sender);
  for (let failedTries = 0; ; ) {
    const outcome = await tryOrStop(progress);
    if (outcome.ok) return outcome.reply;
    const error = errorOf(outcome.failure, progress);
    progress.lastError = error;
    if (mayTryAnotherBearer(error, progress)) continue;
    if (!isRepeatable(call) || !ERROR_KINDS[error.kind].transient) throw error;
    // Being asked to wait is no failure: the next try waits for the end of the pause, as long as its caller does.
    if (error.kind === "rate_limited") continue;
    failedTries += 1;
    if (failedTries > sender.maxRetries) throw error;
    if (error.retryAfterMs === null) await waitBeforeRetry(failedTries, progress);
  }
}

/** A 401 changes nothing, so that even a create is sent again. */
function mayTryAnotherBearer<T>({ kind }: AtlanRequestError, { bearer, sender }: Progress<T>) {
  if (kind !== "unauthorized" || bearer === null || sender.credential === null) return false;
  return sender.credential.refused(bearer);
}

function begin<T>(call: Call<T>, options: CallOptions, sender: Sender): Progress<T> {
  const { signal, queueSignal, priority = "new" } = options;
  return {
    call,
    options,
    sender,
    requestId: sender.clock.uuid(),
    turn: { priority, number: sender.throttle.nextNumber() },
    queueSignal: queueSignal === undefined ? signal : AbortSignal.any([signal, queueSignal]),
    bearer: null,
    tries: 0,
    heldBackMs: 0,
    lastError: null,
  };
}

const FIRST_BACKOFF_CEILING_MS = 1_000;
const LAST_BACKOFF_CEILING_MS = 30_000;

/** Full jitter: anything from 0 to a ceiling that doubles with each failed try. */
async function waitBeforeRetry<T>(failedTries: number, { sender, queueSignal }: Progress<T>) {
  const { clock } = sender;
  const ceilingMs = FIRST_BACKOFF_CEILING_MS * 2 ** (failedTries - 1);
  const waitMs = clock.random() * Math.min(ceilingMs, LAST_BACKOFF_CEILING_MS);
  // A stop ends the wait; the next try notices it.
  await clock.sleep(waitMs, queueSignal).catch(() => {});
}

async function tryOrStop<T>(progress: Progress<T>): Promise<Outcome<T>> {
  const { signal } = progress.options;
  try {
    const outcome = await tryOnce(progress);
    if (outcome.ok || !signal.aborted || outcome.failure.status !== null) return outcome;
    return { ok: false, failure: stoppedDuringTry(progress, outcome.failure.isSent) };
  } catch (error) {
    if (!progress.queueSignal.aborted) throw error;
    return { ok: false, failure: stoppedWhileWaiting(progress) };
  }
}

/** From its turn in the queue to its outcome. @throws the queue signal's reason, when it aborts before anything was sent */
async function tryOnce<T>(progress: Progress<T>): Promise<Outcome<T>> {
  const { sender, queueSignal, options } = progress;
  const { throttle } = sender;
  const pass = await enterWithBearer(progress);
  let demand: Demand | null = null;
  try {
    const send = await sender.transport();
    queueSignal.throwIfAborted();
    options.beforeSend?.();
    const outcome = await sendOnce(progress, send);
    if (!outcome.ok) demand = demandOf(outcome.failure);
    return outcome;
  } finally {
    throttle.leave(pass, demand);
  }
}

/** A bearer that has ended while the call waited for its turn is renewed first, and the turn is waited for again. */
async function enterWithBearer<T>(progress: Progress<T>): Promise<Pass> {
  const { sender, queueSignal } = progress;
  const { credential, throttle } = sender;
  for (;;) {
    const bearer = credential === null ? null : await credential.bearer(queueSignal);
    const pass = await waitForTurn(progress);
    progress.bearer = bearer;
    if (bearer === null || credential?.isCurrent(bearer) === true) return pass;
    throttle.giveBack();
  }
}

async function waitForTurn<T>(progress: Progress<T>) {
  const { throttle } = progress.sender;
  const heldMs = throttle.heldMs();
  try {
    return await throttle.enter(progress.turn, progress.queueSignal);
  } finally {
    progress.heldBackMs += throttle.heldMs() - heldMs;
  }
}

/** What a response asks of all requests, not only of the one it answers. */
function demandOf({ kind, retryAfterMs }: FailedTry): Demand | null {
  const isRateLimited = kind === "rate_limited";
  const isAsked = isRateLimited || (ERROR_KINDS[kind].transient && retryAfterMs !== null);
  return isAsked ? { isRateLimited, retryAfterMs } : null;
}

/** One request and its answer, logged without headers, query and bodies. */
async function sendOnce<T>(progress: Progress<T>, send: Send): Promise<Outcome<T>> {
  const { call, options, sender, requestId } = progress;
  const { clock, redact } = sender;
  const startedMs = clock.elapsedMs();
  const request = requestOf(progress);
  const response = await send(request).catch((error: unknown) => {
    if (error instanceof TransportError) return faultOf(error, request, redact);
    throw error;
  });
  const durationMs = clock.elapsedMs() - startedMs;
  if ("kind" in response) {
    log(progress, { failure: response.kind, durationMs });
    return { ok: false, failure: response };
  }
  const { status, headers } = response;
  sender.onHeaders(headers);
  options.onResponse?.(response);
  log(progress, { status, durationMs });
  const classified = classifyResponse(response, call, { redact, nowMs: clock.nowMs() });
  if (!classified.ok) return classified;
  const { body, serverTime } = classified;
  return { ok: true, reply: { body, status, serverTime, durationMs, requestId } };
}

function requestOf<T>({ call, options, sender, requestId, bearer }: Progress<T>) {
  const headers = {
    ...(bearer !== null && { authorization: `Bearer ${bearer.reveal()}` }),
    "user-agent": sender.userAgent,
    "x-atlan-request-id": requestId,
  };
  const { baseUrl: url, requestTimeoutMs: timeoutMs } = sender;
  return httpRequestOf(call, { url, headers, timeoutMs }, options);
}

function log<T>(
  { call, sender, requestId, tries }: Progress<T>,
  end: { readonly [field: string]: unknown },
): void {
  const { method, path } = call;
  sender.log.debug("atlan request", { method, path, ...end, requestId, try: tries + 1 });
}

function errorOf<T>(failure: FailedTry, progress: Progress<T>): AtlanRequestError {
  const { isTry, isSent, cause, ...rest } = failure;
  const { call, sender, requestId, heldBackMs, lastError } = progress;
  const { commits } = ERROR_KINDS[failure.kind];
  const mayCommitNow = commits === "perhaps" || (commits === "if sent" && isSent);
  const mayHaveCommitted = mayCommitNow || lastError?.mayHaveCommitted === true;
  if (isTry) progress.tries += 1;
  // A 429 need not say for how long, but all requests wait for as long as this.
  const pauseMs = failure.kind === "rate_limited" ? sender.throttle.pauseMs() : 0;
  return new AtlanRequestError(
    {
      ...rest,
      retryAfterMs: pauseMs > 0 ? pauseMs : failure.retryAfterMs,
      verb: call.method,
      path: call.path,
      origin: sender.baseUrl.origin,
      credentialExpiredAt: expiryOfRefused(failure, progress),
      credentialName: sender.credentialName,
      requestId,
      heldBackMs,
      tries: progress.tries,
      mayHaveCommitted: !changesNothing(call) && mayHaveCommitted,
    },
    cause,
  );
}

/** By the tenant's clock, which is the one that counts. */
function expiryOfRefused<T>(
  { kind, serverTime }: FailedTry,
  { bearer, sender }: Progress<T>,
): Date | null {
  // Of one that is renewed the end is no news.
  if (kind !== "unauthorized" || bearer === null || sender.credentialName === "OAuth client")
    return null;
  const life = lifeOf(bearer);
  const nowMs = serverTime?.getTime() ?? sender.clock.nowMs();
  return life !== null && life.expiresAt.getTime() <= nowMs ? life.expiresAt : null;
}

function stoppedDuringTry<T>({ options, ...progress }: Progress<T>, isSent: boolean): FailedTry {
  const when = isSent ? "after it was sent and before the answer came" : "before it was sent";
  return { ...stopped(options.signal, when, progress), isTry: true, isSent };
}

function stoppedWhileWaiting<T>({ queueSignal, ...progress }: Progress<T>): FailedTry {
  const { lastError } = progress;
  const when =
    lastError === null
      ? "before it was sent"
      : `while it waited for another try after ${lastError.status ?? lastError.kind}`;
  return { ...stopped(queueSignal, when, progress), isTry: false, isSent: false };
}

function stopped(
  { reason }: AbortSignal,
  when: string,
  { sender, lastError }: Pick<Progress<unknown>, "sender" | "lastError">,
) {
  const why = reason instanceof Error ? ` (${sender.redact(reason.message)})` : "";
  const cause = lastError === null ? {} : { cause: lastError };
  return { ...NO_ANSWER, kind: "stopped", detail: `stopped${why} ${when}`, ...cause } as const;
}
