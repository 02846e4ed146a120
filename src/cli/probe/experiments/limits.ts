// What the probe's own requests tell of speed and limits. No request is sent for it, and no limit is tried.
import type { TenantSettings } from "../../../tenant/index.js";
import type { Refusal } from "../answer-log.js";
import { durationText } from "../bracket.js";
import { experiment, type Judgement, type ProbeContext } from "../experiment.js";

/** Below it, a delay is that of the programs on the way. */
const LATENCY_STEP_MS = 10;

export interface LimitFacts {
  readonly fastestMs: number;
  readonly headers: readonly string[];
  readonly limitPerMinute: number | null;
  readonly refusal: Refusal | null;
}

type WithLog = Pick<ProbeContext, "log">;

const observe = ({ log }: WithLog): LimitFacts => ({
  fastestMs: Math.round(log.fastestMs),
  headers: [...log.rateHeaders.keys()].sort(),
  limitPerMinute: log.limitPerMinute(),
  refusal: log.refusal,
});

export function judgeLatency({ fastestMs }: LimitFacts): Judgement {
  const latencyMs = Math.floor(fastestMs / LATENCY_STEP_MS) * LATENCY_STEP_MS;
  return { answer: `At least ${durationText(latencyMs)}.`, settings: { latencyMs } };
}

export function judgeLimits({ headers, limitPerMinute, refusal }: LimitFacts): Judgement {
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

export const latency = experiment<LimitFacts, WithLog>({
  id: "latency",
  question: "How long does an answer take?",
  observe,
  judge: judgeLatency,
});

export const limits = experiment<LimitFacts, WithLog>({
  id: "limits",
  question: "What do answers tell of a limit of requests?",
  observe,
  judge: judgeLimits,
});
