// How one try ended: the reply that was wanted, or everything that is known about why not.
import type { AtlanErrorKind } from "../error-kinds.js";
import type { Call, Reply } from "../http.js";
import type { Answer } from "./exchange.js";
import type { Fault } from "./fault.js";
import type { Mask } from "./mask.js";
import { retryAfterMs } from "./pace.js";
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

/** What a failure without an answer cannot know. */
export const NO_ANSWER = {
  status: null,
  tenantCode: null,
  tenantMessage: null,
  retryAfterMs: null,
  serverTime: null,
} as const;

export function outcomeOfFault({ kind, detail, sent, cause }: Fault): Outcome<never> {
  return { ok: false, failure: { ...NO_ANSWER, kind, detail, isTry: true, sent, cause } };
}

/** What the try knows beside the answer. */
export interface Circumstances {
  readonly requestId: string;
  readonly durationMs: number;
  readonly nowMs: number;
  readonly mask: Mask;
}

export function outcomeOfAnswer<T>(
  answer: Answer,
  call: Call<T>,
  { requestId, durationMs, nowMs, mask }: Circumstances,
): Outcome<T> {
  const { status, headers } = answer;
  const serverTime = dateOf(headers.date);
  const verdict = judge(answer, call, mask);
  if (verdict.accepted) {
    return { ok: true, reply: { body: verdict.body, status, serverTime, durationMs, requestId } };
  }
  const waitMs = retryAfterMs(headers["retry-after"], serverTime?.getTime() ?? nowMs);
  const failure = { ...verdict.refusal, isTry: true, sent: true, status, serverTime };
  return { ok: false, failure: { ...failure, retryAfterMs: waitMs } };
}

function dateOf(header: string | undefined): Date | null {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? null : new Date(ms);
}
