// Sends one HTTP request and brings back the answer, whatever its status. Knows HTTP, neither Atlan nor tries.
import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { BodyError, TransportError } from "./fault.js";
import { type ProxyEnvironment, proxyFor } from "./proxy.js";
import { proxyAgent } from "./proxy-agent.js";
import type { HttpRequest } from "./request.js";

/** Below the 30 s after which gateways close an idle connection, so that no request runs into a closing one. */
const IDLE_MS = 25_000;
/** Of a body, inflated. The largest page that Atlan sends is far below it. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** @throws TransportError */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

/** Connections to one tenant, kept open between requests. */
export function openTransport(baseUrl: URL, environment: ProxyEnvironment, idleMs = IDLE_MS): Send {
  let agent: Promise<Agent> | undefined;
  return (request) => {
    agent ??= agentFor(baseUrl, environment, idleMs);
    return send(request, agent);
  };
}

async function agentFor(baseUrl: URL, environment: ProxyEnvironment, idleMs: number) {
  const options = { keepAlive: true, timeout: idleMs };
  const proxy = proxyFor(baseUrl, environment);
  if (proxy !== null) return proxyAgent(proxy, options);
  return baseUrl.protocol === "https:" ? new HttpsAgent(options) : new Agent(options);
}

async function send(request: HttpRequest, agent: Promise<Agent>): Promise<HttpAnswer> {
  const limit = limitOf(request);
  let outgoing: ClientRequest | undefined;
  try {
    outgoing = prepare(request, await agent, limit.signal);
    const response = await responseTo(outgoing, request.body);
    const { statusCode: status = 0, headers } = response;
    return { status, headers, text: await textOf(response) };
  } catch (cause) {
    const isSent = outgoing?.writableFinished === true;
    throw new TransportError(cause, { isSent, isTimeout: limit.isTimeout() });
  } finally {
    limit.release();
  }
}

/** Ends a request with its caller's signal, or when its time is up. */
function limitOf({ signal, timeoutMs }: HttpRequest) {
  const limit = new AbortController();
  const stop = () => limit.abort();
  let isTimeout = false;
  // Real time, whatever clock the client has: an answer on its way does not come sooner because a test's clock jumps.
  const timer = setTimeout(() => {
    isTimeout = true;
    limit.abort();
  }, timeoutMs);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  const release = () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  };
  return { signal: limit.signal, isTimeout: () => isTimeout, release };
}

/** Redirects are not followed: they would take the credentials along. */
function prepare({ method, url, headers }: HttpRequest, agent: Agent, signal: AbortSignal) {
  const open = url.protocol === "https:" ? requestHttps : requestHttp;
  return open(url, { method, headers: { ...headers, "accept-encoding": "gzip" }, agent, signal });
}

function responseTo(outgoing: ClientRequest, body: string | null): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once("response", resolve);
    // For good: what breaks later breaks the response's body too, and is told there.
    outgoing.on("error", reject);
    if (body === null) outgoing.end();
    else outgoing.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop destroys the stream, and the connection with it.
  for await (const chunk of inflated(response)) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new BodyError(`the body of the answer is longer than ${MOST_BYTES / 2 ** 20} MB`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function inflated(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity" || encoding === "") return response;
  if (encoding !== "gzip")
    throw new BodyError("the body of the answer is encoded, but not as gzip");
  // What goes wrong is told by the stream that is read.
  return pipeline(response, createGunzip(), () => {});
}
