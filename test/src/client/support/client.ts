// A client whose time is the test's: sleeping moves the clock and takes no time.
import {
  type AtlanClient,
  type ClientOptions,
  createClient,
} from "../../../../src/client/index.js";
import { Secret } from "../../../../src/secret.js";

export const API_KEY = "key-4f2c9a-do-not-print";
export const USER_BEARER = "bearer-77d1e0-do-not-print";

export interface TestClient {
  readonly client: AtlanClient;
  /** Every wait, in milliseconds. */
  readonly slept: number[];
  readonly logged: unknown[];
  readonly now: () => number;
}

const START_MS = Date.parse("2025-01-01T00:00:00Z");

export function clientOf(baseUrl: URL, options: Partial<ClientOptions> = {}): TestClient {
  const slept: number[] = [];
  const logged: unknown[] = [];
  let nowMs = START_MS;
  let ids = 0;
  const edge = {
    now: () => nowMs,
    random: () => 0.5,
    sleep: async (ms: number, signal: AbortSignal) => {
      signal.throwIfAborted();
      slept.push(ms);
      nowMs += ms;
    },
    newRequestId: () => {
      ids += 1;
      return `request-${ids}`;
    },
  };
  const client = createClient({
    baseUrl,
    apiKey: new Secret(API_KEY),
    userBearerToken: new Secret(USER_BEARER),
    maxRetries: 3,
    requestTimeoutMs: 5_000,
    maxConcurrentRequests: 8,
    userAgent: "cdktf-provider-atlan/test",
    log: { debug: (message, fields) => logged.push({ message, ...fields }) },
    edge,
    ...options,
  });
  return { client, slept, logged, now: () => nowMs };
}

/** Nothing stops these calls. */
export const unstopped = () => ({ signal: new AbortController().signal });
