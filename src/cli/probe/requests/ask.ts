// Sends one request of the probe and gives back what came, whatever its status; counts, and keeps away from the tenant's limits.

import { AtlanRequestError, type Call, type Http, type HttpAnswer } from "../../../client/index.js";
import type { Clock } from "../../../clock.js";
import type { Exchange } from "../measure/bracket.js";
import type { AnswerLog } from "./answer-log.js";

/** Of all experiments together; what takes the token away again is not counted against it. */
export const MOST_REQUESTS = 200;

export interface Observation extends Exchange {
  readonly status: number;
  readonly isHtml: boolean;
  /** Parsed JSON; undefined when it is none. It holds what the tenant says: nothing of it is printed but its form. */
  readonly body: unknown;
  /** What the client says of an answer that is no success. */
  readonly refusal: AtlanRequestError | null;
}

export type ProbeCall = Omit<Call<unknown>, "read" | "ignoresBody">;

/** @throws AtlanRequestError when no answer came; EarlyEnd when no more requests may be sent; the signal's reason */
export type Ask = (http: Http, call: ProbeCall) => Promise<Observation>;

/** Why no more requests are sent, as a clause after "because". */
export class EarlyEnd extends Error {
  readonly code = "PROBE_EARLY_END";
}

export interface AskOptions {
  readonly clock: Clock;
  readonly log: AnswerLog;
  /** Nothing is sent any more, and no read is awaited. */
  readonly signal: AbortSignal;
  /** A write that was sent is awaited longer: otherwise nobody would know what it did. */
  readonly writeSignal: AbortSignal;
  readonly isCleanUp?: boolean;
}

export function asker({ clock, log, signal, writeSignal, isCleanUp = false }: AskOptions): Ask {
  return async (http, call) => {
    if (!isCleanUp) requireLeave(log);
    const isRead = call.method === "GET" || call.isReadOnly === true;
    const limited = new AbortController();
    let answer: HttpAnswer | undefined;
    let refusal: AtlanRequestError | null = null;
    let sentMs = 0;
    let repliedMs = 0;
    const options = {
      signal: isRead ? signal : writeSignal,
      queueSignal: AbortSignal.any([signal, limited.signal]),
      priority: isCleanUp ? "clean_up" : "under_way",
      beforeSend: () => {
        answer = undefined;
        sentMs = clock.elapsedMs();
        log.sent(sentMs);
      },
      onAnswer: (came: HttpAnswer) => {
        answer = came;
        repliedMs = clock.elapsedMs();
        log.answered(came, repliedMs - sentMs);
        // The client would wait for the end of the limit, and go on.
        if (!isCleanUp && came.status === 429) limited.abort();
      },
    } as const;
    try {
      await http.request({ ...call, read: () => {} }, options);
    } catch (error) {
      // A refusal is an answer, too.
      if (!(error instanceof AtlanRequestError) || answer === undefined) throw error;
      refusal = error;
    }
    if (limited.signal.aborted) requireLeave(log);
    if (answer === undefined) throw new Error("A request ended without an answer: this is a bug");
    return {
      status: answer.status,
      isHtml: isHtml(answer),
      body: jsonOf(answer),
      refusal,
      sentMs,
      repliedMs,
    };
  };
}

function requireLeave(log: AnswerLog): void {
  const near = log.limitReached();
  if (near !== null) throw new EarlyEnd(near);
  if (log.requests >= MOST_REQUESTS) throw new EarlyEnd(`${MOST_REQUESTS} requests were sent`);
}

const isHtml = ({ headers }: HttpAnswer): boolean =>
  /\bhtml\b/i.test(headers["content-type"] ?? "");

function jsonOf({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Empty, a page, or a proxy's words.
    return undefined;
  }
}
