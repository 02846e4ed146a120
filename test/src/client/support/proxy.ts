// A real forward proxy: passes on CONNECTs, answers plain requests itself, or wants credentials for both.
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { json } from "./server.js";

export interface TestProxy {
  readonly url: string;
  /** What it was asked to pass on, such as `CONNECT 127.0.0.1:443`. */
  readonly lines: string[];
  close(): void;
}

const REFUSAL = "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";

export async function startProxy({ refuses = false } = {}): Promise<TestProxy> {
  const lines: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((request, response) => {
    lines.push(`${request.method} ${request.url}`);
    json(response, 200, { username: "the proxy" });
  });
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    lines.push(`CONNECT ${request.url}`);
    sockets.push(client);
    if (refuses) client.end(REFUSAL);
    else sockets.push(tunnel(client, request.url ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, lines, close };
}

function tunnel(client: Socket, target: string): Socket {
  const { hostname, port } = new URL(`http://${target}`);
  const upstream = connect(Number(port), hostname, () => {
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on("error", () => client.destroy());
  client.on("error", () => upstream.destroy());
  return upstream;
}
