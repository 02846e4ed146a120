// Sends one request of the probe and gives back what came, whatever its status; counts, and keeps away from the tenant's limits.

import {
  AtlanRequestError,
  type Call,
  type Http,
  type HttpResponse,
} from "../../../client/index.js";
import type { Clock } from "../../../clock.js";
import type { Exchange } from "../measure/bracket.js";
import { isHtml, type ReceivedResponse, type ResponseLog } from "./response-log.js";

/** Of all experiments together; what takes the token away again is not counted against it. */
export const MOST_REQUESTS = 250;

export interface Observation extends Exchange {
  readonly status: number;
  readonly isHtml: boolean;
  /** Parsed JSON; undefined when it is none. It holds what the tenant says: nothing of it is printed but its form. */
  readonly body: unknown;
  /** What the client says of an answer that is no success. */
  readonly refusal: AtlanRequestError | null;
}

export type RawCall = Omit<Call<unknown>, "read" | "ignoresBody"> & {
  /** By default the client's. */
  readonly timeoutMs?: number;
};

/** @throws AtlanRequestError when no answer came; EarlyEndError when no more requests may be sent; the signal's reason */
export type Ask = (http: Http, call: RawCall) => Promise<Observation>;

/** Why no more requests are sent, as a clause after "because". */
export class EarlyEndError extends Error {
  readonly code = "PROBE_EARLY_END";
}

/** An experiment cannot go on: as a clause after "because". */
export class UnexpectedResponseError extends Error {
  readonly code = "PROBE_UNEXPECTED";
}

export interface AskOptions {
  readonly clock: Clock;
  readonly log: ResponseLog;
  /** Nothing is sent any more, and no read is awaited. */
  readonly signal: AbortSignal;
  /** A write that was sent is awaited longer: otherwise nobody would know what it did. */
  readonly writeSignal: AbortSignal;
  readonly isCleanUp?: boolean;
}

export function asker(asking: AskOptions): Ask {
  const { log, isCleanUp = false } = asking;
  return async (http, call) => {
    if (!isCleanUp) requireMayGoOn(log);
    const followed = log.follow(asking.clock);
    const { beforeSend, onResponse, limited } = followed;
    const options = { ...optionsOf(call, asking, limited), beforeSend, onResponse };
    const refusal = await refusalOf(http.request({ ...call, read: () => {} }, options));
    const latest = followed.end();
    if (limited.aborted && !isCleanUp) requireUnlimited(log);
    if (latest !== null) return observationOf(latest, refusal);
    throw refusal ?? new Error("A request ended without an answer: this is a bug");
  };
}

function optionsOf(
  call: RawCall,
  { signal, writeSignal, isCleanUp = false }: AskOptions,
  limited: AbortSignal,
) {
  const isRead = call.method === "GET" || call.isReadOnly === true;
  return {
    ...(call.timeoutMs !== undefined && { timeoutMs: call.timeoutMs }),
    signal: isRead ? signal : writeSignal,
    queueSignal: isCleanUp ? signal : AbortSignal.any([signal, limited]),
    priority: isCleanUp ? "clean_up" : "under_way",
  } as const;
}

/** What the client says of an answer that is no success, or of none. */
async function refusalOf(requested: Promise<unknown>): Promise<AtlanRequestError | null> {
  try {
    await requested;
    return null;
  } catch (error) {
    if (error instanceof AtlanRequestError) return error;
    throw error;
  }
}

const observationOf = (
  { response, sentMs, repliedMs }: ReceivedResponse,
  refusal: AtlanRequestError | null,
): Observation => ({
  status: response.status,
  isHtml: isHtml(response),
  body: jsonOf(response),
  refusal,
  sentMs,
  repliedMs,
});

/** @throws EarlyEndError when the tenant's limit forbids more requests */
export function requireUnlimited(log: ResponseLog): void {
  const why = log.limitReached();
  if (why !== null) throw new EarlyEndError(why);
}

/** @throws EarlyEndError when no more requests may be sent */
function requireMayGoOn(log: ResponseLog): void {
  requireUnlimited(log);
  if (log.requests >= MOST_REQUESTS) throw new EarlyEndError(`${MOST_REQUESTS} requests were sent`);
}

function jsonOf({ text }: HttpResponse): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Empty, a page, or a proxy's words.
    return undefined;
  }
}
