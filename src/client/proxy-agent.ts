// Connections to an https tenant through a proxy: a tunnel that an http(s) proxy opens, or SOCKS.
import { type Agent, type IncomingMessage, request as requestHttp, STATUS_CODES } from "node:http";
import { type AgentOptions, Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { Duplex } from "node:stream";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { ProxyError } from "./fault.js";

/** How long a proxy may take to open a tunnel. */
const LONGEST_OPENING_MS = 30_000;

export async function proxyAgent(proxy: URL, options: AgentOptions): Promise<Agent> {
  if (proxy.protocol === "http:" || proxy.protocol === "https:") {
    return new TunnelAgent(proxy, options);
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

type OnCreate = (error: Error | null, socket?: Duplex) => void;

class TunnelAgent extends HttpsAgent {
  readonly #proxy: URL;

  constructor(proxy: URL, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  /** Node calls it for each new connection, and takes the socket from the callback. */
  override createConnection(options: ConnectionOptions, onCreate: OnCreate): undefined {
    openTunnel(this.#proxy, `${options.host}:${options.port}`).then(
      (socket) => onCreate(null, connectTls({ ...options, socket })),
      onCreate,
    );
    return undefined;
  }
}

function openTunnel(proxy: URL, target: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const request = proxy.protocol === "https:" ? requestHttps : requestHttp;
    const opening = request({
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      ...(proxy.port !== "" && { port: proxy.port }),
      method: "CONNECT",
      path: target,
      headers: { host: target, ...authorization(proxy) },
      agent: false,
      timeout: LONGEST_OPENING_MS,
    });
    opening.once("connect", ({ statusCode }: IncomingMessage, socket: Duplex) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(refusal(statusCode ?? 0));
    });
    opening.once("timeout", () => opening.destroy(new ProxyError("the proxy does not answer")));
    opening.once("error", (error) => {
      const isOurs = error instanceof ProxyError;
      reject(isOurs ? error : new ProxyError(`the proxy cannot be reached: ${error.message}`));
    });
    opening.end();
  });
}

function authorization({ username, password }: URL): { readonly [header: string]: string } {
  if (username === "" && password === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

const refusal = (status: number): ProxyError =>
  new ProxyError(`the proxy answered ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd(), status);
