// One try of a call from its turn in the queue to its outcome, logged without headers and bodies.
import type { AtlanErrorKind } from "../error-kinds.js";
import type { Call, CallOptions, Reply } from "../http.js";
import { type Answer, exchange, type Outgoing } from "./exchange.js";
import type { Fault } from "./fault.js";
import { retryAfterMs } from "./pace.js";
import { encodeQuery } from "./query.js";
import type { Sender } from "./transport.js";
import { judge } from "./verdict.js";

export interface Failure {
  readonly kind: AtlanErrorKind;
  readonly detail: string | null;
  /** False when it never came to a try, because the call was stopped in the queue. */
  readonly isTry: boolean;
  /** Whether the whole request had left. */
  readonly sent: boolean;
  readonly status: number | null;
  readonly tenantCode: string | null;
  readonly tenantMessage: string | null;
  readonly retryAfterMs: number | null;
  readonly serverTime: Date | null;
  readonly cause?: Error;
}

export type Outcome<T> =
  | { readonly ok: true; readonly reply: Reply<T> }
  | { readonly ok: false; readonly failure: Failure };

/** Which try of which request. */
export interface Turn {
  readonly requestId: string;
  readonly number: number;
}

/** @throws the signal's reason, when it aborts before anything was sent */
export async function attempt<T>(
  planned: { readonly call: Call<T>; readonly options: CallOptions },
  turn: Turn,
  sender: Sender,
): Promise<Outcome<T>> {
  const { call, options } = planned;
  const { gate, brake, edge, mask } = sender;
  const leave = await gate.enter(options.signal);
  try {
    await brake.released(options.signal);
    const got = await sender.got();
    options.signal.throwIfAborted();
    const startedAtMs = edge.now();
    const result = await exchange(got, outgoing(planned, turn, sender), mask);
    const durationMs = edge.now() - startedAtMs;
    log(sender, { call, turn, result, durationMs });
    if (result.type === "fault") return { ok: false, failure: failureOfFault(result) };
    return outcomeOf(result, { call, sender, durationMs, requestId: turn.requestId });
  } finally {
    leave();
  }
}

function outgoing<T>(
  { call, options }: { readonly call: Call<T>; readonly options: CallOptions },
  turn: Turn,
  sender: Sender,
): Outgoing {
  const url = new URL(call.path, sender.options.baseUrl);
  if (call.query !== undefined) url.search = encodeQuery(call.query);
  const hasBody = call.body !== undefined;
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${sender.credential.reveal()}`,
    "user-agent": sender.options.userAgent,
    "x-atlan-request-id": turn.requestId,
    ...(hasBody ? { "content-type": "application/json" } : {}),
  };
  return {
    method: call.method,
    url,
    headers,
    body: hasBody ? JSON.stringify(call.body) : null,
    timeoutMs: options.timeoutMs ?? sender.options.requestTimeoutMs,
    signal: options.signal,
  };
}

function failureOfFault({ kind, detail, sent, cause }: Fault): Failure {
  const nothing = { status: null, tenantCode: null, tenantMessage: null };
  return {
    kind,
    detail,
    isTry: true,
    sent,
    cause,
    ...nothing,
    retryAfterMs: null,
    serverTime: null,
  };
}

interface Answered<T> {
  readonly call: Call<T>;
  readonly sender: Sender;
  readonly durationMs: number;
  readonly requestId: string;
}

function outcomeOf<T>(answer: Answer, answered: Answered<T>): Outcome<T> {
  const { call, sender, durationMs, requestId } = answered;
  const { status, headers } = answer;
  const serverTime = dateOf(headers.date);
  const verdict = judge(answer, call, sender.mask);
  if (verdict.accepted) {
    return { ok: true, reply: { body: verdict.body, status, serverTime, durationMs, requestId } };
  }
  const tenantNowMs = serverTime?.getTime() ?? sender.edge.now();
  const waitMs = retryAfterMs(headers["retry-after"], tenantNowMs);
  const failure = {
    ...verdict.refusal,
    isTry: true,
    sent: true,
    status,
    retryAfterMs: waitMs,
    serverTime,
  };
  return { ok: false, failure };
}

function dateOf(header: string | undefined): Date | null {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? null : new Date(ms);
}

interface Logged {
  readonly call: Call<unknown>;
  readonly turn: Turn;
  readonly result: Answer | Fault;
  readonly durationMs: number;
}

function log(sender: Sender, { call, turn, result, durationMs }: Logged): void {
  const end = result.type === "answer" ? { status: result.status } : { failure: result.kind };
  const { method, path } = call;
  const { requestId, number } = turn;
  sender.options.log.debug("atlan request", {
    method,
    path,
    ...end,
    durationMs,
    requestId,
    try: number,
  });
}
