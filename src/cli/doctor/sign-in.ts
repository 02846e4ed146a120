// Asks the tenant who the provider would be, once: all checks of the tenant look at this one answer.

import { PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import {
  AtlanRequestError,
  type CallOptions,
  currentUser,
  type Reply,
  type User,
} from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { type Connection, connect } from "../connection/connect.js";
import { problemOf, SIGN_IN, usableBaseUrl, type Variables } from "./environment-settings.js";

export interface SignInAttempt {
  readonly connection: Connection;
  /** Whether there was a credential to sign in with. Without one the tenant is asked all the same: its refusal tells that it is there. */
  readonly hasCredential: boolean;
  readonly answer: Answer<User>;
  /** By how much this machine's clock is ahead of the tenant's; null where the tenant did not tell its time. */
  readonly clockAheadMs: number | null;
}

/** Soon enough for somebody who waits, and enough for a tenant that fails now and then. */
const PATIENCE = { maxRetries: 3, requestTimeoutMs: 10_000 };
/** A rate limit would be waited out without an end. */
const LONGEST_WAIT_MS = 60_000;
const NO_ANSWER = "no answer within a minute";
/** What is sent where there is no credential. */
const NO_CREDENTIAL = "no-credential-is-set";

export interface Asking {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface SignInOptions extends Asking {
  readonly variables: Variables;
  /** Of this package. */
  readonly version: string;
}

/** Null where the environment names no tenant. @throws the signal's reason */
export async function signIn(options: SignInOptions): Promise<SignInAttempt | null> {
  const { variables, version, clock } = options;
  if (usableBaseUrl(variables) === undefined) return null;
  const hasCredential = problemOf(variables, SIGN_IN) === undefined;
  const usable = usableVariables(variables, hasCredential);
  const connection = connect({ variables: usable, version, limits: PATIENCE });
  const answer = await ask(options, (options) => currentUser(connection.client.apiKey, options));
  const { serverTime } = answer.reply ?? answer.failure;
  return {
    connection,
    hasCredential,
    answer,
    clockAheadMs: serverTime === null ? null : clock.nowMs() - serverTime.getTime(),
  };
}

export type Answer<T> =
  | { readonly reply: Reply<T>; readonly failure: null }
  | { readonly reply: null; readonly failure: AtlanRequestError };

/**
 * A request that fails is an answer, too, and so is none in a minute.
 *
 * @throws the signal's reason
 */
export async function ask<T>(
  { clock, signal }: Asking,
  send: (options: CallOptions) => Promise<Reply<T>>,
): Promise<Answer<T>> {
  const tooLate = new AbortController();
  const cancel = clock.setAlarm(LONGEST_WAIT_MS, () => tooLate.abort(new Error(NO_ANSWER)));
  try {
    const reply = await send({ signal: AbortSignal.any([signal, tooLate.signal]) });
    return { reply, failure: null };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AtlanRequestError)) throw error;
    return { reply: null, failure: error };
  } finally {
    cancel();
  }
}

/** Without those that are wrong: their own checks tell of them. */
function usableVariables(variables: Variables, hasCredential: boolean): Variables {
  const { user_bearer_token, api_key, oauth_client_id, oauth_client_secret } = PROVIDER_ENVIRONMENT;
  const isBearerWrong = problemOf(variables, ["user_bearer_token"]) !== undefined;
  return {
    ...variables,
    ...(isBearerWrong && { [user_bearer_token]: undefined }),
    ...(!hasCredential && {
      [api_key]: NO_CREDENTIAL,
      [oauth_client_id]: undefined,
      [oauth_client_secret]: undefined,
    }),
  };
}
