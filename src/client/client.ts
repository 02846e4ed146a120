// One tenant as the plugin sees it: its credentials, and the limits that all requests share.
import type { Secret } from "../secret.js";
import type { Http } from "./http.js";
import type { Edge } from "./private/edge.js";
import { createTransport } from "./private/transport.js";

export interface ClientLog {
  debug(message: string, fields?: { readonly [key: string]: unknown }): void;
}

export interface ClientOptions {
  /** From `parseBaseUrl`. */
  readonly baseUrl: URL;
  readonly apiKey: Secret;
  readonly userBearerToken?: Secret | null;
  /** Beyond the first try. */
  readonly maxRetries: number;
  /** Per try. */
  readonly requestTimeoutMs: number;
  readonly maxConcurrentRequests: number;
  readonly userAgent: string;
  readonly log: ClientLog;
  /** Time, randomness, waiting and ids, for tests. */
  readonly edge?: Partial<Edge>;
}

export interface AtlanClient {
  readonly baseUrl: URL;
  /** Acts as the API key. */
  readonly apiKey: Http;
  /** Acts as the person whose bearer token is configured. */
  readonly user: Http | null;
  /** Acts as another principal, under the same brake and the same concurrency cap. */
  as(credential: Secret): Http;
}

/** Makes no request and loads no HTTP library: both wait for the first call. */
export function createClient(options: ClientOptions): AtlanClient {
  const as = createTransport(options);
  const { userBearerToken } = options;
  return {
    baseUrl: options.baseUrl,
    apiKey: as(options.apiKey),
    user: userBearerToken ? as(userBearerToken) : null,
    as,
  };
}
