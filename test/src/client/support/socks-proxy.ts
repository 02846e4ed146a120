// A real SOCKS5 proxy (RFC 1928) without credentials: connects to the port that it is asked for, on this machine whatever the name.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Version 5, one method: no credentials. */
const METHOD = Buffer.from([5, 0]);
/** Version 5, succeeded, reserved, an IPv4 address and a port that nobody looks at. */
const CONNECTED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const BY_NAME = 3;

export async function startSocksProxy() {
  /** What it was asked for, such as `tenant.test:443`; an address instead of a name as `address`. */
  const targets: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    sockets.push(client);
    client.on("error", () => {});
    client.once("data", () => {
      client.write(METHOD);
      client.once("data", (request) => {
        const { name, port } = targetOf(request);
        targets.push(`${name}:${port}`);
        const upstream = connect(port, "127.0.0.1", () => {
          client.write(CONNECTED);
          upstream.pipe(client).pipe(upstream);
        });
        upstream.on("error", () => client.destroy());
        sockets.push(upstream);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `socks5://127.0.0.1:${port}`, targets, close };
}

/** Version, command, reserved, kind of address, length of the name, name, port. */
function targetOf(request: Buffer) {
  const name =
    request[3] === BY_NAME ? request.subarray(5, 5 + (request[4] ?? 0)).toString() : "address";
  return { name, port: request.readUInt16BE(request.length - 2) };
}
