// One tenant as the plugin sees it: its credentials, and the limits that all requests share.
import type { IncomingHttpHeaders } from "node:http";
import type { Clock } from "../clock.js";
import type { Secret } from "../secret.js";
import { type Credential, type CredentialName, fixedCredential } from "./credential.js";
import { OAuthCredential } from "./oauth-credential.js";
import { fetchAccessToken, type OAuthClientSecret } from "./oauth-tokens.js";
import type { ProxyEnvironment } from "./proxy.js";
import { redactorOf } from "./redact.js";
import type { Http } from "./request.js";
import { type RequestLog, sendWithRetry } from "./retry.js";
import { Throttle, type ThrottleLog } from "./throttle.js";
import type { Send } from "./transport.js";

/** Who the provider is to the tenant. */
export type SignIn = { readonly apiKey: Secret } | { readonly oauthClient: OAuthClientSecret };

export interface ClientOptions {
  /** From `parseBaseUrl`. */
  readonly baseUrl: URL;
  readonly signIn: SignIn;
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
  /** Acts as the provider itself: with the API key, or as the OAuth client. */
  readonly apiKey: Http;
  /** Acts as the person whose bearer token is configured. */
  readonly bearer: Http | null;
  /** Acts as another principal, under the same limits. */
  as(credential: Secret | OAuthClientSecret): Http;
  /** Which embedded tenant answered last, one for each start; null for any other tenant, and before the first answer. */
  embeddedTenant(): string | null;
  /** For how long rate limits, the tenant's or our own, have held requests back so far. */
  heldBackMs(): number;
}

/** Makes no request and loads no HTTP library: both wait for the first call. */
export function createClient(options: ClientOptions): AtlanClient {
  const { signIn, userBearerToken } = options;
  const throttle = new Throttle(options);
  const transport = lateTransport(options);
  let embeddedTenant: string | null = null;
  const onHeaders = (headers: IncomingHttpHeaders): void => {
    embeddedTenant = [headers["x-embedded-tenant"] ?? null].flat()[0] ?? null;
  };
  /** All that a message must not hold. Access tokens join it. */
  const secrets = [...secretsOf(signIn), ...(userBearerToken ? [userBearerToken] : [])];
  const acting = (
    credential: Credential | null,
    credentialName: CredentialName,
    more: readonly Secret[] = [],
  ): Http => {
    const redact = redactorOf(() => [...secrets, ...more]);
    const sender = {
      ...options,
      credential,
      credentialName,
      redact,
      throttle,
      transport,
      onHeaders,
    };
    return {
      credentialName,
      request: (call, callOptions) => sendWithRetry(call, callOptions, sender),
    };
  };
  const fixed = (name: CredentialName, secret: Secret) =>
    acting(fixedCredential(secret), name, [secret]);
  const asClient = (client: OAuthClientSecret, isNew: boolean): Http => {
    const anonymous = acting(null, "OAuth client", [client.clientSecret]);
    const credential = new OAuthCredential({
      clock: options.clock,
      fetch: (signal) => fetchAccessToken(anonymous, client, { signal, priority: "clean_up" }),
      onSecret: (secret) => void secrets.push(secret),
      isNew,
    });
    return acting(credential, "OAuth client", [client.clientSecret]);
  };
  const signedIn = (): Http =>
    "apiKey" in signIn ? fixed("API key", signIn.apiKey) : asClient(signIn.oauthClient, false);
  return {
    apiKey: signedIn(),
    bearer: userBearerToken ? fixed("bearer token", userBearerToken) : null,
    as: (one) => ("clientId" in one ? asClient(one, true) : fixed("API token", one)),
    embeddedTenant: () => embeddedTenant,
    heldBackMs: () => throttle.heldMs(),
  };
}

const secretsOf = (signIn: SignIn): readonly Secret[] => [
  "apiKey" in signIn ? signIn.apiKey : signIn.oauthClient.clientSecret,
];

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
