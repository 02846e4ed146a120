// The HTTP/2 server under gRPC: mutual TLS with the one certificate that the host has named, or plain text where asked for.
import { X509Certificate } from "node:crypto";
import {
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type ServerHttp2Session,
} from "node:http2";
import { TLSSocket } from "node:tls";
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

/**
 * No authority is trusted: the client's certificate is compared, whole. With one, or by default, OpenSSL would read all of
 * Node's root certificates at every launch, for 30 ms.
 */
const secure = ({ certificate }: TlsOptions): Http2SecureServer =>
  createSecureServer({
    ...OPTIONS,
    key: certificate.keyPem,
    cert: certificate.certificatePem,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
  });

/** That the client holds the certificate's key is proven by the TLS handshake. */
const presents = ({ socket }: ServerHttp2Session, certificate: Buffer): boolean =>
  socket instanceof TLSSocket && socket.getPeerX509Certificate()?.raw.equals(certificate) === true;

export function createHttp2Server(tls: TlsOptions | undefined): Http2Server | Http2SecureServer {
  const server = tls === undefined ? createServer(OPTIONS) : secure(tls);
  const expected = tls && new X509Certificate(tls.clientCertificate).raw;
  server.on("session", (session: ServerHttp2Session) => {
    session.on("error", () => {});
    if (expected !== undefined && !presents(session, expected)) session.destroy();
    else session.setLocalWindowSize(SESSION_WINDOW_BYTES);
  });
  server.on("sessionError", () => {});
  return server;
}
