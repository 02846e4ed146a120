// Sends one HTTP request with got and brings back the answer, whatever its status. Knows HTTP, neither Atlan nor tries.
import { Agent } from "node:http";
import { type AgentOptions, Agent as HttpsAgent } from "node:https";
import type { Got } from "got";
import { lookupPrivate } from "./allowed-http.js";
import { isLoopback } from "./base-url.js";
import { BodyError, TransportError } from "./fault.js";
import type { HttpRequest } from "./http-request.js";
import { type ProxyEnvironment, proxyFor } from "./proxy.js";
import type { HttpResponse } from "./request.js";
import { readTrust, type Trust } from "./trust.js";

/** Below the 30 s after which gateways close an idle connection, so that no request runs into a closing one. */
const IDLE_MS = 25_000;
/** Of a body, inflated. The largest page that Atlan sends is far below it. */
const MOST_BYTES = 16 * 1024 * 1024;

/** @throws TransportError */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** What requests leave by. */
interface Connections {
  readonly got: Got;
  readonly trust: Trust;
}

/** Connections to one tenant, kept open between requests. */
export function openTransport(baseUrl: URL, environment: ProxyEnvironment, idleMs = IDLE_MS): Send {
  let opened: Promise<Connections> | undefined;
  return async (request) => {
    opened ??= openConnections(baseUrl, environment, idleMs);
    const connections = await opened.catch((cause: unknown) => {
      throw new TransportError(cause, { isSent: false, isTimeout: false });
    });
    return await send(connections, request);
  };
}

/** Loads the library on the first call: evaluating it takes about 80 ms, which answering schema questions need not pay. */
async function openConnections(
  baseUrl: URL,
  environment: ProxyEnvironment,
  idleMs: number,
): Promise<Connections> {
  const { got } = await import("got");
  const trust = readTrust(environment);
  const { secureContext } = trust;
  const options = { keepAlive: true, timeout: idleMs, ...(secureContext && { secureContext }) };
  const extended = got.extend({
    agent: await agentFor(baseUrl, environment, options),
    // Which calls may be repeated, and when, is decided per call.
    retry: { limit: 0 },
    // A redirect would be followed with our credentials.
    followRedirect: false,
    throwHttpErrors: false,
  });
  return { got: extended, trust };
}

async function agentFor(baseUrl: URL, environment: ProxyEnvironment, options: AgentOptions) {
  const http = new Agent(
    isLoopback(baseUrl.hostname) ? options : { ...options, lookup: lookupPrivate },
  );
  const proxy = proxyFor(baseUrl, environment);
  if (proxy === null) return { http, https: new HttpsAgent(options) };
  const { proxyAgent } = await import("./proxy-agent.js");
  return { http, https: await proxyAgent(proxy, options) };
}

async function send({ got, trust }: Connections, request: HttpRequest): Promise<HttpResponse> {
  const { method, url, headers, body, timeoutMs, signal } = request;
  let isTooLong = false;
  // A limit of got's own would not end the wait for a proxy: it takes effect on a socket. Nor would an AbortSignal.timeout be
  // sure to end it: AbortSignal.any does not hold on to it, and it never fires once memory was cleared of it (Node 20.20).
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(new DOMException("", "TimeoutError")), timeoutMs);
  try {
    const sending = got(url, {
      method,
      headers,
      ...(body !== null && { body }),
      signal: AbortSignal.any([signal, tooLate.signal]),
    });
    void sending.on("downloadProgress", ({ transferred }) => {
      isTooLong = transferred > MOST_BYTES;
      if (isTooLong) sending.cancel();
    });
    const { statusCode: status, headers: received, body: text } = await sending;
    return { status, headers: received, text };
  } catch (error) {
    const { isSent, isTimeout, cause } = factsOf(error);
    throw new TransportError(isTooLong ? tooLongBody() : cause, { isSent, isTimeout, trust });
  } finally {
    clearTimeout(timer);
  }
}

const tooLongBody = () =>
  new BodyError(`the body of the answer is longer than ${MOST_BYTES / 2 ** 20} MB`);

/** got notes when the last byte of the request was handed to the connected socket, and wraps what went wrong. */
function factsOf(error: unknown) {
  const { name, cause, timings } = Object(error);
  return {
    cause: cause ?? error,
    isTimeout: name === "TimeoutError",
    isSent: timings?.upload !== undefined,
  };
}
