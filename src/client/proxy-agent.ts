// Connections to an https tenant through a proxy: a tunnel that an http(s) proxy opens, or SOCKS.
import { STATUS_CODES } from "node:http";
import type { Agent, AgentOptions } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { InvalidProxyError, ProxyError } from "./fault.js";

/** How long a proxy may take to open the way; whoever asked may have given up before. As long as Squid waits for a server. */
const OPEN_MS = 60_000;

export async function proxyAgent(
  proxy: URL,
  options: AgentOptions,
  openMs = OPEN_MS,
): Promise<Agent> {
  if (proxy.protocol === "http:" || proxy.protocol === "https:") {
    return new TunnelAgent(proxy.href, options, openMs);
  }
  if (!proxy.protocol.startsWith("socks")) {
    throw new InvalidProxyError(
      `the proxy's scheme ${proxy.protocol} is not known, expected http, https or socks5`,
    );
  }
  // Large, and seldom needed.
  const { SocksProxyAgent } = await import("socks-proxy-agent");
  // As in Go, names are the proxy's to look up.
  const agent = new SocksProxyAgent(proxy.href.replace(/^socks5:/, "socks5h:"), options);
  agent.timeout = openMs;
  return agent;
}

type Connect = HttpsProxyAgent<string>["connect"];

/** The library hands a proxy's refusal on as if the tenant had answered; here it is the proxy's, and nothing was sent. */
class TunnelAgent extends HttpsProxyAgent<string> {
  /** For the TLS inside the tunnel: the library takes the agent's own options for the way to the proxy alone. */
  readonly #inside: Pick<AgentOptions, "secureContext">;
  readonly #openMs: number;

  constructor(proxy: string, options: AgentOptions, openMs: number) {
    super(proxy, options);
    this.#openMs = openMs;
    const { secureContext } = options;
    this.#inside = secureContext === undefined ? {} : { secureContext };
  }

  override async connect(...[request, given]: Parameters<Connect>): ReturnType<Connect> {
    const options = { ...given, ...this.#inside };
    let status = 0;
    request.once("proxyConnect", (answer: { readonly statusCode: number }) => {
      status = answer.statusCode;
    });
    const socket = await this.#open(() => super.connect(request, options));
    if (status === 200) return socket;
    socket.destroy();
    throw refusal(status);
  }

  /** The library waits for the proxy's answer without an end, and would keep the connection. */
  async #open<Socket>(connect: () => Promise<Socket>): Promise<Socket> {
    const opening = new AbortController();
    const timer = setTimeout(() => opening.abort(), this.#openMs);
    this.connectOpts = { ...this.connectOpts, signal: opening.signal };
    try {
      return await connect();
    } catch (error) {
      const reason = opening.signal.aborted
        ? `it does not open the way within ${this.#openMs / 1_000} s`
        : Object(error).message;
      throw new ProxyError(`the proxy cannot be reached: ${reason}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

const refusal = (status: number): ProxyError =>
  new ProxyError(`the proxy answered ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd(), status);
