// What an experiment is: a question, requests that observe the tenant, and an interpretation that sends none.
import type { Http, SignIn } from "../../../client/index.js";
import type { Clock } from "../../../clock.js";
import type { Secret } from "../../../secret.js";
import type { TenantSettings } from "../../../tenant/index.js";
import type { ConnectionAdmins } from "../connection/connection-admins.js";
import type { Bracket, Exchange } from "../measure/bracket.js";
import type { Ask } from "../requests/ask.js";
import type { ResponseLog } from "../requests/response-log.js";
import type { OwnToken } from "../token/own-token.js";

/** What an experiment may use. */
export interface ProbeContext {
  readonly ask: Ask;
  /** Under the credential that the probe was started with. */
  readonly asKey: Http;
  /** As the person whose bearer token is set. */
  readonly asPerson: Http | null;
  /** With the secret of the probe's own token. */
  readonly asToken: Http;
  /** With a secret that is none. */
  readonly asNobody: Http;
  readonly signIn: SignIn;
  /** Of a person; null: none is set. */
  readonly bearer: Secret | null;
  readonly token: OwnToken;
  /** Of the connection that the probe may change; null: it was given none. */
  readonly admins: ConnectionAdmins | null;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: ResponseLog;
  /** How late lists showed the probe's writes so far. */
  readonly listLags: Bracket[];
  /** Waits until so many requests may leave one after the other. */
  waitForRoom(requests: number): Promise<void>;
}

/** Once the token is deleted. */
export interface AfterDeletion extends ProbeContext {
  readonly deletion: Exchange;
}

/** Plain data for programs, without anything that the tenant's people named. */
export type Facts = object;

export interface Interpretation {
  /** For people: one or more sentences. */
  readonly answer: string;
  /** Of the embedded tenant, to make it alike. */
  readonly settings?: Partial<TenantSettings>;
}

interface Question {
  readonly id: string;
  readonly question: string;
}

export interface Experiment<C = ProbeContext> extends Question {
  /** Facts are null where it could not be made. */
  run(context: C): Promise<Interpretation & { readonly facts: Facts | null }>;
}

export interface Trial<F, C> extends Question {
  readonly observe: (context: C) => F | Promise<F>;
  readonly interpret: (facts: F) => Interpretation;
}

export const experiment = <F extends object, C = ProbeContext>({
  observe,
  interpret,
  ...question
}: Trial<F, C>): Experiment<C> => ({
  ...question,
  run: async (context) => {
    const facts = await observe(context);
    return { facts, ...interpret(facts) };
  },
});
