// A real proxy: opens a tunnel to the port that it is asked for, on this machine whatever the name, or refuses with a status.
import { createServer, type IncomingMessage, STATUS_CODES } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { certificateFiles } from "./https-server.js";

export interface TestProxy {
  readonly url: string;
  /** What it was asked for, such as `CONNECT tenant.test:443`. */
  readonly lines: string[];
  /** Of each CONNECT. */
  readonly credentials: (string | undefined)[];
  close(): void;
}

export interface ProxyOptions {
  /** The status that it answers instead of opening a tunnel. */
  readonly refusal?: number;
  /** Whether it is spoken to over TLS. */
  readonly isTls?: boolean;
}

export async function startProxy({ refusal, isTls }: ProxyOptions = {}): Promise<TestProxy> {
  const lines: string[] = [];
  const credentials: (string | undefined)[] = [];
  const sockets: Socket[] = [];
  const server = isTls === true ? createTlsServer(certificateFiles()) : createServer();
  server.on("request", (request, response) => {
    lines.push(`${request.method} ${request.url}`);
    response.end("the proxy");
  });
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    lines.push(`CONNECT ${request.url}`);
    credentials.push(request.headers["proxy-authorization"]);
    sockets.push(client);
    if (refusal === undefined) sockets.push(tunnel(client, request.url ?? ""));
    else client.end(`HTTP/1.1 ${refusal} ${STATUS_CODES[refusal]}\r\ncontent-length: 0\r\n\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    server.closeAllConnections();
  };
  return {
    url: `${isTls === true ? "https" : "http"}://127.0.0.1:${port}`,
    lines,
    credentials,
    close,
  };
}

function tunnel(client: Socket, target: string): Socket {
  const { port } = new URL(`https://${target}`);
  const upstream = connect(Number(port), "127.0.0.1", () => {
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on("error", () => client.destroy());
  client.on("error", () => upstream.destroy());
  return upstream;
}
