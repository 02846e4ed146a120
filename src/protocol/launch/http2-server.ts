// The HTTP/2 server under gRPC: mutual TLS against the host's one-time certificate, or plain text where asked for.
import {
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type ServerHttp2Session,
} from "node:http2";
import type { ServerCertificate } from "./certificate.js";

/** Large enough that a configuration of several megabytes is not sent in steps. */
const STREAM_WINDOW_BYTES = 4 * 1024 * 1024;
const SESSION_WINDOW_BYTES = 16 * 1024 * 1024;

const OPTIONS = {
  settings: { initialWindowSize: STREAM_WINDOW_BYTES, maxConcurrentStreams: 10_000 },
  /** In megabytes. With Node's default of 10, streams are refused while large messages are under way. */
  maxSessionMemory: 1024,
};

export interface TlsOptions {
  readonly certificate: ServerCertificate;
  /** PEM: the only client that may connect. */
  readonly clientCertificate: string;
}

const secure = ({ certificate, clientCertificate }: TlsOptions): Http2SecureServer =>
  createSecureServer({
    ...OPTIONS,
    key: certificate.keyPem,
    cert: certificate.certificatePem,
    ca: [clientCertificate],
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
  });

export function createHttp2Server(tls: TlsOptions | undefined): Http2Server | Http2SecureServer {
  const server = tls === undefined ? createServer(OPTIONS) : secure(tls);
  server.on("session", (session: ServerHttp2Session) => {
    session.setLocalWindowSize(SESSION_WINDOW_BYTES);
    session.on("error", () => {});
  });
  server.on("sessionError", () => {});
  return server;
}
