// Connections to an https tenant through a proxy: a tunnel that an http(s) proxy opens, or SOCKS.
import { STATUS_CODES } from "node:http";
import type { Agent, AgentOptions } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { ProxyError } from "./fault.js";

export async function proxyAgent(proxy: URL, options: AgentOptions): Promise<Agent> {
  if (proxy.protocol === "http:" || proxy.protocol === "https:") {
    return new TunnelAgent(proxy.href, options);
  }
  if (!proxy.protocol.startsWith("socks")) {
    throw new ProxyError(
      `the proxy's scheme ${proxy.protocol} is not known, expected http, https or socks5`,
    );
  }
  // Large, and seldom needed.
  const { SocksProxyAgent } = await import("socks-proxy-agent");
  // As in Go, names are the proxy's to look up.
  return new SocksProxyAgent(proxy.href.replace(/^socks5:/, "socks5h:"), options);
}

type Connect = HttpsProxyAgent<string>["connect"];

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
    const socket = await super.connect(request, options).catch((error: Error) => {
      throw new ProxyError(`the proxy cannot be reached: ${error.message}`);
    });
    if (status === 200) return socket;
    socket.destroy();
    throw refusal(status);
  }
}

const refusal = (status: number): ProxyError =>
  new ProxyError(`the proxy answered ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd(), status);
