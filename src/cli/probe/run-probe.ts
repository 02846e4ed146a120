// One probe from its first request to its last: makes the token, makes the experiments, and takes away what it made whatever happens.
import {
  type AtlanClient,
  AtlanRequestError,
  currentUser,
  listApiTokens,
  type SignIn,
} from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { Secret } from "../../secret.js";
import { ConnectionAdmins, type RestoreContext } from "./connection/connection-admins.js";
import { findConnection } from "./connection/find-connection.js";
import type { Experiment, ProbeContext } from "./experiments/experiment.js";
import { FROM_ANSWERS, WITH_TOKEN, WITHOUT_TOKEN } from "./experiments/index.js";
import type { Bracket } from "./measure/bracket.js";
import type { Report, Result } from "./report.js";
import {
  type Ask,
  asker,
  EarlyEndError,
  requireUnlimited,
  UnexpectedResponseError,
} from "./requests/ask.js";
import { ResponseLog } from "./requests/response-log.js";
import { settingsFrom } from "./settings.js";
import {
  makeToken,
  mayHaveMade,
  type OwnToken,
  planToken,
  type TokenPlan,
} from "./token/own-token.js";
import { type Removal, removeByName, removeToken } from "./token/remove-token.js";

/** A block of one minute, and a try after it, fit in. */
const REMOVAL_MS = 180_000;

/** What the vendor publishes as the limit of a whole tenant is several times that. */
export const REQUESTS_PER_MINUTE = 60;

export interface ProbeOptions {
  /** With that limit. */
  readonly client: AtlanClient;
  readonly signIn: SignIn;
  readonly bearer: Secret | null;
  /** The qualified name of one whose admins the probe may change; null: of none. */
  readonly connection: string | null;
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
  /** What may be left, and how to remove it by hand. */
  readonly leftovers: readonly string[];
  /** Why there is no report. */
  readonly failure: unknown;
}

export const runProbe = (options: ProbeOptions): Promise<ProbeEnd> => new ProbeRun(options).probe();

class ProbeRun {
  readonly #options: ProbeOptions;
  readonly #log = new ResponseLog();
  readonly #listLags: Bracket[] = [];
  readonly #results: Result[] = [];
  readonly #ask: Ask;
  #admins: ConnectionAdmins | null = null;
  #endedEarly: string | null = null;

  constructor(options: ProbeOptions) {
    this.#options = options;
    const { clock, signal, leaveSignal } = options;
    this.#ask = asker({ clock, log: this.#log, signal, writeSignal: leaveSignal });
  }

  async probe(): Promise<ProbeEnd> {
    const { client, connection, clock, onStep } = this.#options;
    const plan = planToken(clock, connection);
    let token: OwnToken;
    try {
      this.#admins = await this.#signIn();
      onStep("making a token");
      token = await makeToken(this.#ask, client.apiKey, plan);
    } catch (failure) {
      const leftovers = mayHaveMade(failure) ? await this.#removeUnknown(plan) : [];
      return { report: null, isMade: false, leftovers, failure };
    }
    const context = this.#contextOf(token);
    const stopped = await this.#make(WITH_TOKEN, context);
    const admins = await this.#restoreAdmins(context);
    const failure =
      stopped ?? (await reasonOf(context.waitForRoom(looksAfterDeletion(this.#listLags))));
    onStep("deleting the token (Ctrl-C leaves at once)");
    const removed = await removeToken(this.#removal(), token);
    const leftovers = "leftover" in removed ? [...admins, removed.leftover] : admins;
    if (failure !== null) return { report: null, isMade: true, leftovers, failure };
    if ("leftover" in removed) this.#endedEarly ??= "the token could not be deleted";
    else {
      const ended = await this.#make(WITHOUT_TOKEN, { ...context, ...removed });
      if (ended !== null) return { report: null, isMade: true, leftovers, failure: ended };
    }
    for (const each of FROM_ANSWERS) this.#results.push(await resultOf(each, context));
    return { report: this.#report(), isMade: true, leftovers, failure: null };
  }

  /** Makes nothing. @throws AtlanRequestError, such as when the credential may not list tokens; ConnectionError; EarlyEndError */
  async #signIn(): Promise<ConnectionAdmins | null> {
    const { client, connection: qualifiedName, clock, signal, onStep } = this.#options;
    onStep("signing in");
    const { beforeSend, onResponse, limited } = this.#log.follow(clock);
    const queueSignal = AbortSignal.any([signal, limited]);
    const options = { signal, queueSignal, beforeSend, onResponse };
    try {
      const { username: ownUsername } = (await currentUser(client.apiKey, options)).body;
      await listApiTokens(client.apiKey, { limit: 1 }, options);
      if (qualifiedName === null) return null;
      onStep("looking for the connection");
      const search = { client, ownUsername, qualifiedName, options };
      return new ConnectionAdmins(await findConnection(search));
    } catch (error) {
      requireUnlimited(this.#log);
      throw error;
    }
  }

  async #removeUnknown(plan: TokenPlan): Promise<readonly string[]> {
    this.#options.onStep("looking for a token whose reply was lost (Ctrl-C leaves at once)");
    return presentOf(await removeByName(this.#removal(), plan));
  }

  async #restoreAdmins({ asToken }: ProbeContext): Promise<readonly string[]> {
    if (this.#admins === null) return [];
    this.#options.onStep("restoring the connection's admins (Ctrl-C leaves at once)");
    return presentOf(await this.#admins.restore({ ...this.#removal(), asToken }));
  }

  /** It may still send when the run has been stopped, for some minutes. */
  #removal(): Omit<RestoreContext, "asToken"> & Removal {
    const { client, clock, leaveSignal } = this.#options;
    const over = new AbortController();
    clock.setAlarm(REMOVAL_MS, () => over.abort(new Error("it took too long")));
    const signal = AbortSignal.any([leaveSignal, over.signal]);
    const ask = asker({ clock, log: this.#log, signal, writeSignal: signal, isCleanUp: true });
    // Who leaves at once waits for no room, and the requests fail by themselves.
    const waitForRoom = (requests: number) => this.#waitForRoom(requests, signal).catch(() => {});
    return { ask, http: client.apiKey, clock, signal, waitForRoom };
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
      admins: this.#admins,
      clock,
      signal,
      log: this.#log,
      listLags: this.#listLags,
      waitForRoom: (requests) => this.#waitForRoom(requests, signal),
    };
  }

  async #waitForRoom(requests: number, signal: AbortSignal): Promise<void> {
    const { clock, onStep } = this.#options;
    const waitMs = this.#log.untilRoomMs(requests, REQUESTS_PER_MINUTE, clock.elapsedMs());
    if (waitMs === 0) return;
    onStep("waiting, so that the next looks follow close upon each other");
    await clock.sleep(waitMs, signal);
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
      ...settingsFrom(this.#results, this.#listLags),
    };
  }
}

/** Where lists are late, the deletion is looked for several times. */
const looksAfterDeletion = (lags: readonly Bracket[]): number =>
  lags.every(({ overMs }) => overMs === null) ? 5 : 20;

const presentOf = (text: string | null): readonly string[] => (text === null ? [] : [text]);

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
    if (error instanceof UnexpectedResponseError)
      return { id, question, answer: `Not determined, because ${error.message}.`, facts: null };
    if (!(error instanceof AtlanRequestError) || error.kind === "stopped") throw error;
    return {
      id,
      question,
      answer: `Not determined, because no answer came (${error.kind}).`,
      facts: null,
    };
  }
}
