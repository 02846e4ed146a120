// Decides when a request may leave: how many at once, how many a minute, and none while the tenant wants a pause.
import type { Clock } from "../clock.js";
import type { Priority } from "./request.js";

export interface ThrottleOptions {
  readonly maxConcurrentRequests: number;
  /** 0: as many as there are. */
  readonly maxRequestsPerMinute: number;
  readonly clock: Clock;
  readonly log: ThrottleLog;
}

export interface ThrottleLog {
  info(message: string, fields?: { readonly [key: string]: unknown }): void;
}

/** Whose turn it is next. */
export interface Turn {
  readonly priority: Priority;
  /** From `nextNumber`: a call keeps it from try to try. */
  readonly number: number;
}

/** A request that may leave. It holds a place until it is given to `leave`. */
export interface Pass {
  /** How many pauses there had been when it was admitted. */
  readonly pauses: number;
}

/** What an answer asks of all requests. */
export interface Demand {
  readonly isRateLimited: boolean;
  readonly retryAfterMs: number | null;
}

interface Waiting extends Turn {
  readonly admit: () => void;
}

const RANK: { readonly [P in Priority]: number } = { clean_up: 0, under_way: 1, new: 2 };
const MINUTE_MS = 60_000;
/** A 429 that does not say for how long may be a block of one minute, which the vendor speaks of; or it is over at once. */
const UNEXPLAINED_PAUSES_MS = [10_000, 60_000] as const;
/** Shorter waits are not worth a line in the log: a limit that is reached makes many of them. */
const NOTABLE_MS = 1_000;

export class Throttle {
  readonly #options: ThrottleOptions;
  readonly #waiting = new Set<Waiting>();
  /** When requests ended, of the last minute. Counted from their end, they count too long rather than too short. */
  #endedMs: number[] = [];
  #underWay = 0;
  #pausedUntilMs = 0;
  #pauses = 0;
  /** How many pauses in a row had no `Retry-After`. */
  #unexplained = 0;
  #numbers = 0;
  #heldMs = 0;
  #hold: { readonly sinceMs: number; readonly over: AbortController } | null = null;

  constructor(options: ThrottleOptions) {
    this.#options = options;
  }

  nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** For how long requests have been held back by a rate limit so far, in all. */
  heldMs(): number {
    const sinceMs = this.#hold?.sinceMs;
    return this.#heldMs + (sinceMs === undefined ? 0 : this.#options.clock.elapsedMs() - sinceMs);
  }

  /** @throws the signal's reason, when it aborts first */
  enter(turn: Turn, signal: AbortSignal): Promise<Pass> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const giveUp = () => {
        this.#waiting.delete(waiting);
        if (this.#waiting.size === 0) this.#hold?.over.abort();
        reject(signal.reason);
      };
      const admit = () => {
        signal.removeEventListener("abort", giveUp);
        resolve({ pauses: this.#pauses });
      };
      const waiting = { ...turn, admit };
      signal.addEventListener("abort", giveUp, { once: true });
      this.#waiting.add(waiting);
      this.#admit();
    });
  }

  /** Gives the place back. The pause that the answer asks for begins before, so that whoever gets the place waits. */
  leave(pass: Pass, demand: Demand | null): void {
    if (demand !== null) this.#pause(pass, demand);
    else if (pass.pauses === this.#pauses) this.#unexplained = 0;
    this.#underWay -= 1;
    if (this.#options.maxRequestsPerMinute > 0) this.#endedMs.push(this.#options.clock.elapsedMs());
    this.#admit();
  }

  /** Gives a place back that nothing was sent from. */
  giveBack(): void {
    this.#underWay -= 1;
    this.#admit();
  }

  /** How much longer all requests wait. */
  pauseMs(): number {
    return Math.max(this.#pausedUntilMs - this.#options.clock.elapsedMs(), 0);
  }

  /** A shorter pause never ends a longer one. */
  #pause(pass: Pass, { isRateLimited, retryAfterMs }: Demand): void {
    // Sent before the pause began, it tells nothing new.
    const isNews = pass.pauses === this.#pauses;
    const askedMs = retryAfterMs ?? (isRateLimited && isNews ? this.#unexplainedMs() : 0);
    if (askedMs === 0) return;
    if (isNews) this.#pauses += 1;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#options.clock.elapsedMs() + askedMs);
  }

  #unexplainedMs(): number {
    const [first, next] = UNEXPLAINED_PAUSES_MS;
    this.#unexplained += 1;
    return this.#unexplained === 1 ? first : next;
  }

  #admit(): void {
    while (this.#waiting.size > 0 && this.#underWay < this.#options.maxConcurrentRequests) {
      const restMs = Math.max(this.pauseMs(), this.#overLimitMs());
      if (restMs > 0) {
        if (this.#hold === null && Number.isFinite(restMs)) void this.#holdBack(restMs);
        return;
      }
      this.#underWay += 1;
      this.#takeNext().admit();
    }
  }

  #takeNext(): Waiting {
    const next = [...this.#waiting].reduce((first, other) =>
      isBefore(other, first) ? other : first,
    );
    this.#waiting.delete(next);
    return next;
  }

  /** How long until one more request keeps within the limit per minute; infinite: until one that is under way ends. */
  #overLimitMs(): number {
    const { maxRequestsPerMinute: most, clock } = this.#options;
    if (most === 0) return 0;
    const nowMs = clock.elapsedMs();
    this.#endedMs = this.#endedMs.filter((ms) => nowMs - ms < MINUTE_MS);
    if (this.#underWay + this.#endedMs.length < most) return 0;
    const [oldestMs = Number.POSITIVE_INFINITY] = this.#endedMs;
    return oldestMs + MINUTE_MS - nowMs;
  }

  /** One sleep for all who wait: who gives up meanwhile leaves the set. */
  async #holdBack(ms: number): Promise<void> {
    const { clock, log } = this.#options;
    const over = new AbortController();
    const sinceMs = clock.elapsedMs();
    const reason = this.pauseMs() > 0 ? "the tenant asked for a pause" : "max_requests_per_minute";
    this.#hold = { sinceMs, over };
    if (ms >= NOTABLE_MS) log.info("atlan requests are held back", { reason, waitMs: ms });
    // It only fails when nobody waits any more.
    await clock.sleep(ms, over.signal).catch(() => {});
    const waitedMs = clock.elapsedMs() - sinceMs;
    this.#heldMs += waitedMs;
    this.#hold = null;
    if (ms >= NOTABLE_MS) log.info("atlan requests were held back", { reason, waitedMs });
    this.#admit();
  }
}

const isBefore = (one: Turn, other: Turn): boolean =>
  RANK[one.priority] < RANK[other.priority] ||
  (one.priority === other.priority && one.number < other.number);
