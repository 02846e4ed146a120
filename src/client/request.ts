// One call to the tenant: what is asked for, how the caller wants it made, and what comes back.

import type { IncomingHttpHeaders } from "node:http";
import type { CredentialName } from "./credential.js";

/** Query parameters as the API spells them; a list is sent as a repeated parameter. */
export type Query = { readonly [name: string]: string | number | boolean | readonly string[] };

export interface Call<T> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** From the host on, such as `/api/service/apikeys`. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What is said of the body; by default that it is JSON. */
  readonly contentType?: string;
  /** A POST that changes nothing, such as a search: it is repeated as a GET would be. */
  readonly isReadOnly?: true;
  /** Any 2xx is success then, with or without a body, unless it is an HTML page. */
  readonly ignoresBody?: true;
  /**
   * From the parsed JSON of a 2xx reply (undefined: the reply was empty) to what the caller wants.
   * @throws MalformedBodyError when it is not what the API promises.
   */
  readonly read: (body: unknown) => T;
}

/** Who goes first while requests are held back: what takes away a leftover, what an operation has begun, what is new. */
export type Priority = "clean_up" | "under_way" | "new";

export interface CallOptions {
  /** Ends the call, its waits included. */
  readonly signal: AbortSignal;
  /**
   * Ends the call only while no request of it is under way: while it waits for its turn, for the end of a rate-limit pause or
   * for another try. A request that has left is awaited. By default `signal`.
   */
  readonly queueSignal?: AbortSignal;
  /** By default `new`. */
  readonly priority?: Priority;
  /** Per try; by default the client's `requestTimeoutMs`. A function is asked when the request leaves. */
  readonly timeoutMs?: number | (() => number);
  /**
   * For what may have become too old: called right before each try is sent, when all waiting is over. What it throws ends the
   * call, and nothing is sent.
   */
  readonly beforeSend?: () => void;
  /** Called with the response to each try, before it is classified. Its text may hold a secret. */
  readonly onResponse?: (response: HttpResponse) => void;
}

/** A response as it came, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Reply<T> {
  readonly body: T;
  readonly status: number;
  /** The tenant's own time, from its `Date` header. */
  readonly serverTime: Date | null;
  /** How long the answered try took, waits before it not counted. */
  readonly durationMs: number;
  /** What was sent as `X-Atlan-Request-Id`, the same for every try of a call. */
  readonly requestId: string;
}

/** Speaks to one tenant under one credential. */
export interface Http {
  /** What messages call the credential. */
  readonly credentialName: CredentialName;
  /** Repeats what may be repeated. @throws AtlanRequestError for every failure, stops included. */
  request<T>(call: Call<T>, options: CallOptions): Promise<Reply<T>>;
}
