// One tenant as the plugin sees it: its credentials, and the limits that all requests share.
import type { IncomingHttpHeaders } from "node:http";
import type { Clock } from "../clock.js";
import type { Secret } from "../secret.js";
import type { ProxyEnvironment } from "./proxy.js";
import { redactorOf } from "./redact.js";
import type { Http } from "./request.js";
import { type RequestLog, sendWithRetry } from "./retry.js";
import { Throttle, type ThrottleLog } from "./throttle.js";
import type { Send } from "./transport.js";

export interface ClientOptions {
  /** From `parseBaseUrl`. */
  readonly baseUrl: URL;
  readonly apiKey: Secret;
  readonly userBearerToken?: Secret | null;
  /** Beyond the first try. */
  readonly maxRetries: number;
  /** 0: as many as there are. */
  readonly maxRequestsPerMinute: number;
  /** Per try. */
  readonly requestTimeoutMs: number;
  readonly maxConcurrentRequests: number;
  readonly userAgent: string;
  readonly log: RequestLog & ThrottleLog;
  readonly clock: Clock;
  /** The process's variables: the client looks for proxies in them. */
  readonly environment: ProxyEnvironment;
}

export interface AtlanClient {
  /** Acts as the API key. */
  readonly apiKey: Http;
  /** Acts as the person whose bearer token is configured. */
  readonly bearer: Http | null;
  /** Acts as another principal, under the same limits. */
  as(credential: Secret): Http;
  /** Which embedded tenant answered last, one for each start; null for any other tenant, and before the first answer. */
  embeddedTenant(): string | null;
  /** For how long rate limits, the tenant's or our own, have held requests back so far. */
  heldBackMs(): number;
}

/** Makes no request and loads no HTTP library: both wait for the first call. */
export function createClient(options: ClientOptions): AtlanClient {
  const { apiKey, userBearerToken } = options;
  const throttle = new Throttle(options);
  const transport = lateTransport(options);
  let embeddedTenant: string | null = null;
  const onHeaders = (headers: IncomingHttpHeaders): void => {
    embeddedTenant = [headers["x-embedded-tenant"] ?? null].flat()[0] ?? null;
  };
  const own = userBearerToken ? [apiKey, userBearerToken] : [apiKey];
  const as = (credential: Secret): Http => {
    const redact = redactorOf([...own, credential]);
    const sender = { ...options, credential, redact, throttle, transport, onHeaders };
    return { request: (call, callOptions) => sendWithRetry(call, callOptions, sender) };
  };
  const bearer = userBearerToken ? as(userBearerToken) : null;
  return {
    apiKey: as(apiKey),
    bearer,
    as,
    embeddedTenant: () => embeddedTenant,
    heldBackMs: () => throttle.heldMs(),
  };
}

/** Node's HTTP client takes some milliseconds to load, which answering schema questions need not pay. */
function lateTransport({ baseUrl, environment }: ClientOptions): () => Promise<Send> {
  let opened: Promise<Send> | undefined;
  return () => {
    opened ??= import("./transport.js").then(({ openTransport }) =>
      openTransport(baseUrl, environment),
    );
    return opened;
  };
}
