// One probe from its first request to its last: makes the token, makes the experiments, and takes the token away whatever happens.
import {
  type AtlanClient,
  AtlanRequestError,
  currentUser,
  listApiTokens,
  type SignIn,
} from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { Secret } from "../../secret.js";
import type { Experiment, ProbeContext } from "./experiments/experiment.js";
import { FROM_ANSWERS, WITH_TOKEN, WITHOUT_TOKEN } from "./experiments/index.js";
import { UnexpectedAnswerError } from "./experiments/token-record.js";
import type { Bracket } from "./measure/bracket.js";
import type { Report, Result } from "./report.js";
import { AnswerLog } from "./requests/answer-log.js";
import { type Ask, asker, EarlyEndError } from "./requests/ask.js";
import { settle } from "./settings.js";
import {
  makeToken,
  mayHaveMade,
  type OwnToken,
  planToken,
  type TokenPlan,
} from "./token/own-token.js";
import { type Leftover, type Removal, removeByName, removeToken } from "./token/remove-token.js";

/** A block of one minute, and a try after it, fit in. */
const REMOVAL_MS = 180_000;

/** What the vendor publishes as the limit of a whole tenant is several times that. */
export const REQUESTS_PER_MINUTE = 60;

export interface ProbeOptions {
  /** With that limit. */
  readonly client: AtlanClient;
  readonly signIn: SignIn;
  readonly bearer: Secret | null;
  readonly clock: Clock;
  readonly version: string;
  /** Ends the experiments. The token is taken away all the same. */
  readonly signal: AbortSignal;
  /** Ends the taking away, too. */
  readonly leaveSignal: AbortSignal;
  readonly onStep: (step: string) => void;
}

export interface ProbeEnd {
  /** Null: no token could be made, or the probe was stopped. */
  readonly report: Report | null;
  /** Whether there was a token for certain. */
  readonly isMade: boolean;
  readonly leftover: Leftover | null;
  /** Why there is no report. */
  readonly failure: unknown;
}

/** @throws AtlanRequestError when the tenant does not let the credential list tokens; nothing was made then */
export async function runProbe(options: ProbeOptions): Promise<ProbeEnd> {
  const run = new ProbeRun(options);
  await run.signIn();
  return await run.probe();
}

class ProbeRun {
  readonly #options: ProbeOptions;
  readonly #log = new AnswerLog();
  readonly #listLags: Bracket[] = [];
  readonly #results: Result[] = [];
  readonly #ask: Ask;
  #endedEarly: string | null = null;

  constructor(options: ProbeOptions) {
    this.#options = options;
    const { clock, signal, leaveSignal } = options;
    this.#ask = asker({ clock, log: this.#log, signal, writeSignal: leaveSignal });
  }

  async signIn(): Promise<void> {
    const { client, clock, signal, onStep } = this.#options;
    onStep("signing in");
    const { beforeSend, onAnswer } = this.#log.follow(clock);
    const options = { signal, beforeSend, onAnswer };
    await currentUser(client.apiKey, options);
    await listApiTokens(client.apiKey, { limit: 1 }, options);
  }

  async probe(): Promise<ProbeEnd> {
    const { client, clock, onStep } = this.#options;
    const plan = planToken(clock);
    onStep("making a token");
    let token: OwnToken;
    try {
      token = await makeToken(this.#ask, client.apiKey, plan);
    } catch (failure) {
      const leftover = mayHaveMade(failure) ? await this.#removeUnknown(plan) : null;
      return { report: null, isMade: false, leftover, failure };
    }
    const context = this.#contextOf(token);
    const failure =
      (await this.#make(WITH_TOKEN, context)) ??
      (await reasonOf(context.room(looksAfterDeletion(this.#listLags))));
    onStep("deleting the token (Ctrl-C leaves at once)");
    const removed = await removeToken(this.#removal(), token);
    const leftover = "leftover" in removed ? removed.leftover : null;
    if (failure !== null) return { report: null, isMade: true, leftover, failure };
    if ("leftover" in removed) this.#endedEarly ??= "the token could not be deleted";
    else {
      const stopped = await this.#make(WITHOUT_TOKEN, { ...context, ...removed });
      if (stopped !== null) return { report: null, isMade: true, leftover, failure: stopped };
    }
    for (const each of FROM_ANSWERS) this.#results.push(await resultOf(each, context));
    return { report: this.#report(), isMade: true, leftover, failure: null };
  }

  async #removeUnknown(plan: TokenPlan): Promise<Leftover | null> {
    this.#options.onStep("looking for a token whose reply was lost (Ctrl-C leaves at once)");
    return await removeByName(this.#removal(), plan);
  }

  /** It may still send when the run has been stopped, for some minutes. */
  #removal(): Removal {
    const { client, clock, leaveSignal } = this.#options;
    const over = new AbortController();
    clock.setAlarm(REMOVAL_MS, () => over.abort(new Error("it took too long")));
    const signal = AbortSignal.any([leaveSignal, over.signal]);
    const ask = asker({ clock, log: this.#log, signal, writeSignal: signal, isCleanUp: true });
    return { ask, http: client.apiKey, clock, signal };
  }

  /** Nothing that goes wrong here keeps the token from being taken away. @returns what went wrong */
  async #make<C>(experiments: readonly Experiment<C>[], context: C): Promise<unknown> {
    const { signal, onStep } = this.#options;
    for (const each of experiments) {
      if (this.#endedEarly !== null) return null;
      onStep(each.question);
      try {
        this.#results.push(await resultOf(each, context));
      } catch (error) {
        if (!(error instanceof EarlyEndError)) return signal.aborted ? signal.reason : error;
        this.#endedEarly = error.message;
      }
    }
    return null;
  }

  #contextOf(token: OwnToken): ProbeContext {
    const { client, signIn, bearer, clock, signal } = this.#options;
    return {
      ask: this.#ask,
      asKey: client.apiKey,
      asPerson: client.bearer,
      asToken: client.as(token.secret),
      asNobody: client.as(new Secret("no-secret-of-anybody")),
      signIn,
      bearer,
      token,
      clock,
      signal,
      log: this.#log,
      listLags: this.#listLags,
      room: async (requests) => {
        const now = clock.elapsedMs();
        const waitMs = this.#log.untilRoomMs(requests, REQUESTS_PER_MINUTE, now);
        if (waitMs === 0) return;
        this.#options.onStep("waiting, so that the next looks follow close upon each other");
        await clock.sleep(waitMs, signal);
      },
    };
  }

  #report(): Report {
    const { client, signIn, version } = this.#options;
    return {
      version,
      tenant: client.embeddedTenant() === null ? "other" : "embedded",
      signedInWith: "apiKey" in signIn ? "API key" : "OAuth client",
      requests: this.#log.requests,
      endedEarly: this.#endedEarly,
      results: this.#results,
      ...settle(this.#results, this.#listLags),
    };
  }
}

/** Where lists are late, the deletion is looked for several times. */
const looksAfterDeletion = (lags: readonly Bracket[]): number =>
  lags.every(({ overMs }) => overMs === null) ? 5 : 20;

const reasonOf = (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => null,
    (reason: unknown) => reason,
  );

/** One experiment that cannot be made does not keep the others from being made. */
async function resultOf<C>(made: Experiment<C>, context: C): Promise<Result> {
  const { id, question } = made;
  try {
    return { id, question, ...(await made.run(context)) };
  } catch (error) {
    if (error instanceof UnexpectedAnswerError)
      return { id, question, answer: `Not settled, because ${error.message}.`, facts: null };
    if (!(error instanceof AtlanRequestError) || error.kind === "stopped") throw error;
    return {
      id,
      question,
      answer: `Not settled, because no answer came (${error.kind}).`,
      facts: null,
    };
  }
}
