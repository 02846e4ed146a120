// Opens the socket and speaks HTTP on it; knows nothing of Atlan.
import { lookup } from "node:dns/promises";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer, Server as TlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { TenantState } from "../state/tenant-state.js";
import { httpDate } from "./dated.js";

export type ServerOptions = {
  readonly fetch: Parameters<typeof getRequestListener>[0];
  readonly port: number;
  /** An IP address. */
  readonly address: string;
  /** PEM. Undefined: plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
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

/** The address that a host name of this machine stands for. Rejects, in one sentence, when there is none. */
export async function addressOf(host: string, port: number): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch (error) {
    throw listenError(error, { port, host });
  }
}

/** Resolves when the server listens. Rejects, in one sentence, when it cannot. */
export function openServer({ fetch, port, address, tls, state }: ServerOptions): Promise<Server> {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.on("clientError", (error, socket) => refuseUnparsed(state, error, socket));
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, { port, host: address })));
    server.listen(port, address, () => resolve(server));
  });
}

const LISTEN_FAULTS: { readonly [code: string]: string } = {
  EADDRINUSE: "the port is in use, expected a free one (0 picks one)",
  EACCES: "the port needs more rights, expected one above 1023 (0 picks one)",
  EADDRNOTAVAIL: "the address is not one of this machine, expected one such as 127.0.0.1",
  ENOTFOUND: "the host name is unknown, expected an address such as 127.0.0.1",
};

function listenError(error: unknown, { port, host }: { port: number; host: string }): Error {
  const { code, message } = Object(error);
  const reason = LISTEN_FAULTS[code] ?? `${message}, expected an address to listen on`;
  return new Error(`Cannot start the tenant on ${host} port ${port}: ${reason}`, { cause: error });
}

function boundTo(server: Server): AddressInfo {
  const bound = server.address();
  if (bound === null || typeof bound === "string")
    throw new Error("Cannot tell the tenant's address: it does not listen on a port, expected one");
  return bound;
}

export const portOf = (server: Server): number => boundTo(server).port;

/** With an IP literal, as one SDK needs; a server that listens on every address is reached by loopback. */
export function baseUrlOf(server: Server): string {
  const { address, port, family } = boundTo(server);
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address] ?? address;
  const scheme = server instanceof TlsServer ? "https" : "http";
  return `${scheme}://${family === "IPv6" ? `[${reachable}]` : reachable}:${port}`;
}
