// What the probe's own requests tell of speed and limits. No request is sent for it, and no limit is tried.
import type { TenantSettings } from "../../../tenant/index.js";
import { durationText } from "../measure/bracket.js";
import type { Refusal } from "../requests/response-log.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";

/** Below it, a delay is that of the programs on the way. */
const LATENCY_STEP_MS = 10;

type WithLog = Pick<ProbeContext, "log">;

export interface LatencyFacts {
  readonly fastestMs: number;
}

export function interpretLatency({ fastestMs }: LatencyFacts): Interpretation {
  const latencyMs = Math.floor(fastestMs / LATENCY_STEP_MS) * LATENCY_STEP_MS;
  const answer = `The fastest came after ${durationText(fastestMs)}.`;
  return { answer, settings: { latencyMs } };
}

export const latency = experiment<LatencyFacts, WithLog>({
  id: "latency",
  question: "How long does an answer take?",
  observe: ({ log }) => ({ fastestMs: Math.round(log.fastestMs) }),
  interpret: interpretLatency,
});

export interface LimitFacts {
  readonly headers: readonly string[];
  readonly limitPerMinute: number | null;
  readonly refusal: Refusal | null;
}

export function interpretLimits({ headers, limitPerMinute, refusal }: LimitFacts): Interpretation {
  const told =
    headers.length === 0
      ? "No header of an answer speaks of one."
      : `Headers: ${headers.join(", ")}.`;
  const limit =
    limitPerMinute === null ? "" : ` The tenant takes ${limitPerMinute} requests a minute.`;
  return {
    answer: told + limit + (refusal === null ? "" : ` ${refusalText(refusal)}`),
    settings: { ...limitSetting(limitPerMinute), ...refusalSettings(refusal) },
  };
}

const refusalText = ({ tellsWhen, body }: Refusal): string =>
  `A request was refused with 429, ${tellsWhen ? "with" : "without"} Retry-After, and a body of ${body === "json" ? "JSON" : "HTML"}.`;

const limitSetting = (limit: number | null): Partial<TenantSettings> =>
  limit === null ? {} : { requestsPerMinute: limit };

const refusalSettings = (refusal: Refusal | null): Partial<TenantSettings> =>
  refusal === null ? {} : { rateLimitHeaders: refusal.tellsWhen, rateLimitBody: refusal.body };

export const limits = experiment<LimitFacts, WithLog>({
  id: "limits",
  question: "What do answers tell of a limit of requests?",
  observe: ({ log }) => ({
    headers: [...log.rateHeaders.keys()].sort(),
    limitPerMinute: log.limitPerMinute(),
    refusal: log.refusal,
  }),
  interpret: interpretLimits,
});
