// The shape of one call to the tenant and of its reply; what sends it is in private/.

/** Query parameters as the API spells them; a list is sent as a repeated parameter. */
export type Query = { readonly [name: string]: string | number | boolean | readonly string[] };

export interface Call<T> {
  readonly method: "GET" | "POST" | "DELETE";
  /** From the host on, such as `/api/service/apikeys`. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Any 2xx is success then, with or without a body, unless it is an HTML page. */
  readonly ignoresBody?: true;
  /**
   * From the parsed JSON of a 2xx reply (undefined: the reply was empty) to what the caller wants.
   * @throws MalformedBodyError when it is not what the API promises.
   */
  readonly read: (body: unknown) => T;
}

/**
 * - `transient`: again on 429, 500, 502, 503, 504, timeouts and broken connections. The rule for GET and DELETE.
 * - `never`: one try. The rule for POST, because a repeated create makes a second token and a repeated update
 *   replays a stale list.
 */
export type RetryRule = "transient" | "never";

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
  /** Per try; by default the client's `requestTimeoutMs`. */
  readonly timeoutMs?: number;
  /** By default what the method allows. */
  readonly retry?: RetryRule;
  /** For reads that may have become too old: called right before each try is sent, when all waiting is over. What it throws ends the call, and nothing is sent. */
  readonly beforeSend?: () => void;
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
  /** @throws AtlanRequestError for every failure, stops included. */
  request<T>(call: Call<T>, options: CallOptions): Promise<Reply<T>>;
}
