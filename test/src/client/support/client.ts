// A client whose time is the test's: sleeping moves the clock and takes no time.
import {
  type AtlanClient,
  type ClientOptions,
  createClient,
} from "../../../../src/client/index.js";
import { Secret } from "../../../../src/secret.js";
import { type VirtualClock, virtualClock } from "../../../virtual-clock.js";

export const API_KEY = "key-4f2c9a-do-not-print";
export const USER_BEARER = "bearer-77d1e0-do-not-print";

export interface TestClient {
  readonly client: AtlanClient;
  /** Every wait, in milliseconds. */
  readonly slept: readonly number[];
  readonly logged: unknown[];
  readonly clock: VirtualClock;
}

export function clientOf(baseUrl: URL, options: Partial<ClientOptions> = {}): TestClient {
  const logged: unknown[] = [];
  let ids = 0;
  const clock = {
    ...virtualClock(Date.parse("2025-01-01T00:00:00Z")),
    uuid: () => `request-${++ids}`,
  };
  const log = (message: string, fields: object = {}) => void logged.push({ message, ...fields });
  const client = createClient({
    baseUrl,
    signIn: { apiKey: new Secret(API_KEY) },
    userBearerToken: new Secret(USER_BEARER),
    maxRetries: 3,
    maxRequestsPerMinute: 0,
    // In real time: only a request that hangs may reach it, and a test of that sets its own.
    requestTimeoutMs: 3_600_000,
    maxConcurrentRequests: 8,
    userAgent: "cdktf-provider-atlan/test",
    log: { debug: log, info: log },
    clock,
    environment: {},
    ...options,
  });
  return { client, slept: clock.sleptMs, logged, clock };
}

/** Nothing stops these calls. */
export const unstopped = () => ({ signal: new AbortController().signal });
