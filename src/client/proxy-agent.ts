// Connections to an https tenant through a proxy: a tunnel that an http(s) proxy opens, or SOCKS.
import { type ClientRequest, STATUS_CODES } from "node:http";
import type { Agent, AgentOptions } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { InvalidProxyError, ProxyError } from "./fault.js";

export async function proxyAgent(proxy: URL, options: AgentOptions): Promise<Agent> {
  if (proxy.protocol === "http:" || proxy.protocol === "https:") {
    return new TunnelAgent(proxy.href, options);
  }
  if (!proxy.protocol.startsWith("socks")) {
    throw new InvalidProxyError(
      `the proxy's scheme ${proxy.protocol} is not known, expected http, https or socks5`,
    );
  }
  // Large, and seldom needed.
  const { SocksProxyAgent } = await import("socks-proxy-agent");
  // As in Go, names are the proxy's to look up.
  return new SocksProxyAgent(proxy.href.replace(/^socks5:/, "socks5h:"), options);
}

type Connect = HttpsProxyAgent<string>["connect"];

/** How soon the connection to a proxy is let go after nobody waits for it any more. */
const WATCH_MS = 100;

/** The library hands a proxy's refusal on as if the tenant had answered; here it is the proxy's, and nothing was sent. */
class TunnelAgent extends HttpsProxyAgent<string> {
  /** For the TLS inside the tunnel: the library takes the agent's own options for the way to the proxy alone. */
  readonly #inside: Pick<AgentOptions, "secureContext">;

  constructor(proxy: string, options: AgentOptions) {
    super(proxy, options);
    const { secureContext } = options;
    this.#inside = secureContext === undefined ? {} : { secureContext };
  }

  override async connect(...[request, given]: Parameters<Connect>): ReturnType<Connect> {
    const options = { ...given, ...this.#inside };
    let status = 0;
    request.once("proxyConnect", (answer: { readonly statusCode: number }) => {
      status = answer.statusCode;
    });
    const socket = await this.#open(request, () => super.connect(request, options));
    if (status === 200) return socket;
    socket.destroy();
    throw refusal(status);
  }

  /** The library waits for the proxy's answer without an end; a request that is given up before it has a socket tells nobody. */
  async #open<T>(request: ClientRequest, connect: () => Promise<T>): Promise<T> {
    const opening = new AbortController();
    const watch = setInterval(() => {
      if (request.destroyed) opening.abort();
    }, WATCH_MS);
    // The library reads it at once, for the one connection to the proxy that it makes now.
    this.connectOpts = { ...this.connectOpts, signal: opening.signal };
    try {
      return await connect();
    } catch (error) {
      throw new ProxyError(`the proxy cannot be reached: ${Object(error).message}`);
    } finally {
      clearInterval(watch);
    }
  }
}

const refusal = (status: number): ProxyError =>
  new ProxyError(`the proxy answered ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd(), status);
