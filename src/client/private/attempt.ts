// One try of a call from its turn in the queue to its outcome, logged without headers, query and bodies.
import type { Call } from "../http.js";
import { type Answer, exchange } from "./exchange.js";
import type { Fault } from "./fault.js";
import { type Outcome, outcomeOfAnswer, outcomeOfFault } from "./outcome.js";
import { outgoing, type Planned } from "./outgoing.js";
import type { Sender } from "./transport.js";

/** Which try of which request. */
export interface Turn {
  readonly requestId: string;
  readonly number: number;
}

/** @throws the signal's reason, when it aborts before anything was sent */
export async function attempt<T>(
  planned: Planned<T>,
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
    options.beforeSend?.();
    const startedAtMs = edge.now();
    const result = await exchange(got, outgoing(planned, turn.requestId, sender), mask);
    const nowMs = edge.now();
    const durationMs = nowMs - startedAtMs;
    log(sender, { call, turn, result, durationMs });
    if (result.type === "fault") return outcomeOfFault(result);
    const { requestId } = turn;
    return outcomeOfAnswer(result, call, { requestId, durationMs, nowMs, mask });
  } finally {
    leave();
  }
}

interface Logged {
  readonly call: Call<unknown>;
  readonly turn: Turn;
  readonly result: Answer | Fault;
  readonly durationMs: number;
}

function log(sender: Sender, { call, turn, result, durationMs }: Logged): void {
  const end = result.type === "answer" ? { status: result.status } : { failure: result.kind };
  sender.options.log.debug("atlan request", {
    method: call.method,
    path: call.path,
    ...end,
    durationMs,
    requestId: turn.requestId,
    try: turn.number,
  });
}
