// Sees one call through: tries, waits, tries again, and says how it ended.
import { ERROR_KINDS } from "../error-kinds.js";
import type { Call, CallOptions, Reply } from "../http.js";
import { AtlanRequestError } from "../request-error.js";
import { attempt, isTenantsWish } from "./attempt.js";
import type { Failure, Outcome } from "./outcome.js";
import type { Planned } from "./outgoing.js";
import { backoffMs } from "./pace.js";
import { stoppedDuringTry, stoppedWhileWaiting } from "./stop.js";
import type { Sender } from "./transport.js";

/** What has happened to a call so far. */
interface Course {
  readonly requestId: string;
  readonly tries: number;
  readonly lastError: AtlanRequestError | null;
}

export async function deliver<T>(
  call: Call<T>,
  options: CallOptions,
  sender: Sender,
): Promise<Reply<T>> {
  const maxTries = isRepeatable(call, options) ? 1 + sender.options.maxRetries : 1;
  const queueSignal = queueSignalOf(options);
  let course: Course = { requestId: sender.edge.newRequestId(), tries: 0, lastError: null };
  for (;;) {
    const outcome = await attemptOrStop({ call, options, queueSignal }, course, sender);
    if (outcome.ok) return outcome.reply;
    const error = errorOf(outcome.failure, course, call);
    course = { ...course, tries: error.tries, lastError: error };
    const { transient } = ERROR_KINDS[error.kind];
    if (!transient || error.tries >= maxTries) throw error;
    if (isTenantsWish(error)) continue;
    const waitMs = backoffMs(error.tries, sender.edge.random);
    // A stop ends the wait; the next attempt notices it.
    await sender.edge.sleep(waitMs, queueSignal).catch(() => {});
  }
}

function queueSignalOf({ signal, queueSignal }: CallOptions): AbortSignal {
  return queueSignal === undefined ? signal : AbortSignal.any([signal, queueSignal]);
}

function isRepeatable<T>({ method }: Call<T>, { retry }: CallOptions): boolean {
  return (retry ?? (method === "POST" ? "never" : "transient")) === "transient";
}

async function attemptOrStop<T>(
  planned: Planned<T>,
  course: Course,
  sender: Sender,
): Promise<Outcome<T>> {
  const { queueSignal, options } = planned;
  const turn = { requestId: course.requestId, number: course.tries + 1 };
  const { lastError } = course;
  try {
    const outcome = await attempt(planned, turn, sender);
    if (outcome.ok || !options.signal.aborted || outcome.failure.status !== null) return outcome;
    const stop = { signal: options.signal, mask: sender.mask, lastError };
    return { ok: false, failure: stoppedDuringTry(stop, outcome.failure.sent) };
  } catch (error) {
    if (!queueSignal.aborted) throw error;
    const stop = { signal: queueSignal, mask: sender.mask, lastError };
    return { ok: false, failure: stoppedWhileWaiting(stop) };
  }
}

function errorOf<T>(failure: Failure, course: Course, call: Call<T>): AtlanRequestError {
  const { isTry, sent, cause, ...rest } = failure;
  const { commits } = ERROR_KINDS[failure.kind];
  const mayCommitNow = commits === "perhaps" || (commits === "if sent" && sent);
  const mayHaveCommitted = mayCommitNow || course.lastError?.mayHaveCommitted === true;
  return new AtlanRequestError(
    {
      ...rest,
      verb: call.method,
      path: call.path,
      requestId: course.requestId,
      tries: course.tries + (isTry ? 1 : 0),
      mayHaveCommitted: call.method !== "GET" && mayHaveCommitted,
    },
    cause,
  );
}
