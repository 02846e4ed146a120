// What the responses of a whole run say together: how many requests there were, how fast the fastest was, what was told of limits.
import type { HttpResponse } from "../../../client/index.js";
import type { Clock } from "../../../clock.js";
import type { Exchange } from "../measure/bracket.js";

const RATE_HEADER = /^(x-)?rate-?limit-|^retry-after$/;
const LIMIT_PER_MINUTE = "x-ratelimit-limit-minute";
const REMAINING = ["x-ratelimit-remaining-minute", "ratelimit-remaining"] as const;
const MINUTE_MS = 60_000;
/** The tenant's other callers share the limit: below this part of it the probe ends. */
const RESERVE = 0.25;

/** What a response with status 429 was like. */
export interface Refusal {
  readonly tellsWhen: boolean;
  readonly body: "json" | "html";
}

/** Whether a response is a page, by what it says of itself. */
export const isHtml = ({ headers }: Pick<HttpResponse, "headers">): boolean =>
  /\bhtml\b/i.test(headers["content-type"] ?? "");

export interface ReceivedResponse extends Exchange {
  readonly response: HttpResponse;
}

/** One call from its first try to its last: two functions for its options, and what they noted. */
interface FollowedCall {
  readonly beforeSend: () => void;
  readonly onResponse: (response: HttpResponse) => void;
  /** Aborts with a 429: the client would wait for the end of the limit, and go on. */
  readonly limited: AbortSignal;
  /** Once it is over. @returns the response to the latest try; null: there was none */
  readonly end: () => ReceivedResponse | null;
}

export class ResponseLog {
  requests = 0;
  fastestMs = Number.POSITIVE_INFINITY;
  /** The latest value of each header that speaks of a limit. */
  readonly rateHeaders = new Map<string, string>();
  refusal: Refusal | null = null;
  /** When each request ended; of one that is under way, when it was sent. */
  readonly #requestMs: number[] = [];

  follow(clock: Clock): FollowedCall {
    let sentMs = 0;
    let latest: ReceivedResponse | null = null;
    const limited = new AbortController();
    return {
      limited: limited.signal,
      beforeSend: () => {
        latest = null;
        sentMs = clock.elapsedMs();
        this.#sent(sentMs);
      },
      onResponse: (response) => {
        const repliedMs = clock.elapsedMs();
        latest = { response, sentMs, repliedMs };
        this.#record(response, repliedMs - sentMs);
        if (response.status === 429) limited.abort();
      },
      end: () => {
        this.#endedAt(clock.elapsedMs());
        return latest;
      },
    };
  }

  #sent(nowMs: number): void {
    this.requests += 1;
    this.#requestMs.push(nowMs);
  }

  /** The throttle counts a request from its end, too. */
  #endedAt(nowMs: number): void {
    if (this.#requestMs.length > 0) this.#requestMs.splice(-1, 1, nowMs);
  }

  #record({ status, headers }: HttpResponse, durationMs: number): void {
    this.fastestMs = Math.min(this.fastestMs, durationMs);
    for (const [name, value] of Object.entries(headers)) {
      if (RATE_HEADER.test(name)) this.rateHeaders.set(name, String(value));
    }
    if (status !== 429) return;
    this.refusal = {
      tellsWhen: headers["retry-after"] !== undefined,
      body: isHtml({ headers }) ? "html" : "json",
    };
  }

  /** As the tenant tells it; null when it does not. */
  limitPerMinute(): number | null {
    return this.#number(LIMIT_PER_MINUTE);
  }

  /** Why the tenant's limit forbids more requests, as a clause; null when it does not. */
  limitReached(): string | null {
    if (this.refusal !== null) return "the tenant limited requests (429)";
    const limit = this.limitPerMinute() ?? this.#number("ratelimit-limit");
    const remaining = REMAINING.map((name) => this.#number(name)).find((rest) => rest !== null);
    if (limit === null || remaining === undefined || remaining === null) return null;
    return remaining < limit * RESERVE
      ? `of the ${limit} requests that the tenant takes, ${remaining} were left for everybody`
      : null;
  }

  /** How long until so many requests fit below a limit per minute at once: a look that is held back measures nothing. */
  untilRoomMs(room: number, perMinute: number, nowMs: number): number {
    const latest = this.#requestMs.filter((ms) => nowMs - ms < MINUTE_MS);
    const tooMany = latest.length + room - perMinute;
    const last = tooMany > 0 ? latest[tooMany - 1] : undefined;
    return last === undefined ? 0 : last + MINUTE_MS - nowMs;
  }

  #number(name: string): number | null {
    const text = this.rateHeaders.get(name) ?? "";
    return /^\d+$/.test(text) ? Number(text) : null;
  }
}
