// Sets got up once per client: connections kept open, proxies where the environment names one, and none of got's own rules.
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Got } from "got";
import { isProxyConfigured } from "./proxy-environment.js";

/** Below the 30 s after which gateways close an idle connection, so that no request runs into a closing one. */
const IDLE_MS = 25_000;

/** Loads the library on the first call: evaluating it takes about 100 ms, which answering schema questions need not pay. */
export async function openConnections(idleMs = IDLE_MS): Promise<Got> {
  const [{ got }, agent] = await Promise.all([import("got"), createAgents(idleMs)]);
  return got.extend({
    agent,
    retry: { limit: 0 },
    // A redirect would be followed with our credentials.
    followRedirect: false,
    throwHttpErrors: false,
  });
}

async function createAgents(idleMs: number) {
  const options = { keepAlive: true, timeout: idleMs };
  if (!isProxyConfigured()) {
    return { http: new HttpAgent(options), https: new HttpsAgent(options) };
  }
  // Large, and seldom needed.
  const { ProxyAgent } = await import("proxy-agent");
  const agent = new ProxyAgent(options);
  return { http: agent, https: agent };
}
