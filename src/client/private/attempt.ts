// One try of a call from its turn in the queue to its outcome, logged without headers, query and bodies.
import { ERROR_KINDS } from "../error-kinds.js";
import type { Call } from "../http.js";
import { type Answer, exchange } from "./exchange.js";
import type { Fault } from "./fault.js";
import { type Failure, type Outcome, outcomeOfAnswer, outcomeOfFault } from "./outcome.js";
import { outgoing, type Planned } from "./outgoing.js";
import { backoffMs } from "./pace.js";
import type { Sender } from "./transport.js";

/** Which try of which request. */
export interface Turn {
  readonly requestId: string;
  readonly number: number;
}

/** @throws the queue signal's reason, when it aborts before anything was sent */
export async function attempt<T>(
  planned: Planned<T>,
  turn: Turn,
  sender: Sender,
): Promise<Outcome<T>> {
  const { call, options, queueSignal } = planned;
  const { gate, brake, edge, mask } = sender;
  const leave = await gate.enter(queueSignal, options.priority);
  try {
    await brake.released(queueSignal);
    const got = await sender.got();
    queueSignal.throwIfAborted();
    options.beforeSend?.();
    const startedAtMs = edge.now();
    const result = await exchange(got, outgoing(planned, turn.requestId, sender), mask);
    const nowMs = edge.now();
    const durationMs = nowMs - startedAtMs;
    log(sender, { call, turn, result, durationMs });
    if (result.type === "fault") return outcomeOfFault(result);
    const { requestId } = turn;
    const outcome = outcomeOfAnswer(result, call, { requestId, durationMs, nowMs, mask });
    // Before the place is given back: whoever gets it must see the pause.
    if (!outcome.ok) holdBack(outcome.failure, turn, sender);
    return outcome;
  } finally {
    leave();
  }
}

function holdBack(failure: Failure, turn: Turn, { brake, edge }: Sender): void {
  if (isTenantsWish(failure)) {
    brake.hold(failure.retryAfterMs ?? backoffMs(turn.number, edge.random));
  }
}

/** Whether all requests wait, not only this one. */
export function isTenantsWish({ kind, retryAfterMs }: Pick<Failure, "kind" | "retryAfterMs">) {
  return kind === "rate_limited" || (ERROR_KINDS[kind].transient && retryAfterMs !== null);
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
