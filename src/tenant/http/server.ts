// Opens the socket and speaks HTTP on it; knows nothing of Atlan.
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { TenantState } from "../state/tenant-state.js";
import { httpDate } from "./dated.js";

export type ServerOptions = {
  readonly fetch: Parameters<typeof getRequestListener>[0];
  readonly port: number;
  readonly host: string;
  readonly state: TenantState;
};

const STATUS_OF_PARSE_ERROR: { readonly [code: string]: string } = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

/** What Node's parser refuses never reaches a route; even so the reply tells the tenant's time. */
function refuseUnparsed(
  state: TenantState,
  error: Error & { code?: string },
  socket: Socket | { end(text: string): void; writable?: boolean },
): void {
  const status = STATUS_OF_PARSE_ERROR[error.code ?? ""] ?? "400 Bad Request";
  socket.end(
    `HTTP/1.1 ${status}\r\nDate: ${httpDate(state)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}

/** Resolves when the server listens. Rejects, in one sentence, when it cannot. */
export function openServer({ fetch, port, host, state }: ServerOptions): Promise<Server> {
  const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
  server.on("clientError", (error, socket) => refuseUnparsed(state, error, socket));
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(listenError(error, { port, host })),
    );
    server.listen(port, host, () => resolve(server));
  });
}

const LISTEN_FAULTS: { readonly [code: string]: string } = {
  EADDRINUSE: "the port is in use, expected a free one (0 picks one)",
  EACCES: "the port needs more rights, expected one above 1023 (0 picks one)",
  EADDRNOTAVAIL: "the address is not one of this machine, expected one such as 127.0.0.1",
  ENOTFOUND: "the host name is unknown, expected an address such as 127.0.0.1",
};

function listenError(
  error: NodeJS.ErrnoException,
  { port, host }: { port: number; host: string },
): Error {
  const reason =
    LISTEN_FAULTS[error.code ?? ""] ?? `${error.message}, expected an address to listen on`;
  return new Error(`Cannot start the tenant on ${host} port ${port}: ${reason}`, { cause: error });
}

/** With an IP literal, as one SDK needs; a server that listens on every address is reached by loopback. */
export function baseUrlOf(server: Server): string {
  const bound = server.address();
  if (bound === null || typeof bound === "string")
    throw new Error("Cannot tell the tenant's address: it does not listen on a port, expected one");
  const { address, port, family } = bound;
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address] ?? address;
  return family === "IPv6" ? `http://[${reachable}]:${port}` : `http://${reachable}:${port}`;
}
