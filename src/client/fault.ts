// Names what went wrong when no answer came, from the codes that Node, OpenSSL and our transport give.
import { isLoopback } from "./base-url.js";
import type { AtlanErrorKind } from "./error-kinds.js";
import { type FailedTry, NO_ANSWER } from "./failure.js";
import type { HttpRequest } from "./http-request.js";
import type { Redact } from "./redact.js";
import type { Trust } from "./trust.js";

type TransportFacts = Pick<TransportError, "isSent" | "isTimeout"> & { readonly trust?: Trust };

/** No answer came. The cause says why. */
export class TransportError extends Error {
  readonly code = "ATLAN_TRANSPORT";
  /** Whether the whole request had been handed to the connection, so that the tenant may have acted on it. */
  readonly isSent: boolean;
  /** Whether the time of the try was up. */
  readonly isTimeout: boolean;

  /** What vouches for servers; absent where no connection was tried. */
  readonly trust: Trust | undefined;

  constructor(cause: unknown, { isSent, isTimeout, trust }: TransportFacts) {
    super("No answer came", { cause });
    this.trust = trust;
    this.name = "TransportError";
    this.isSent = isSent;
    this.isTimeout = isTimeout;
  }
}

/** The body of an answer is nothing that we would read. */
export class BodyError extends Error {
  readonly code = "ATLAN_BODY";
}

/** The proxy did not open the way; of the request nothing has left. */
export class ProxyError extends Error {
  readonly code: string = "ATLAN_PROXY";
  /** What the proxy answered; null when it did not. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.name = "ProxyError";
    this.status = status;
  }
}

/** What the variable says names no proxy. */
export class InvalidProxyError extends ProxyError {
  override readonly code = "ATLAN_INVALID_PROXY";
  override readonly name = "InvalidProxyError";
}

const CERTIFICATE =
  /CERT|^UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)_|^(HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/;
/** What the HTTP parser, zlib and brotli say of an answer that is none. */
const UNREADABLE = /^(HPE|Z|ERR__ERROR)_/;
/** What OpenSSL says; with EPROTO it was the handshake that failed, so nothing of the request has left. */
const OPENSSL = /^(EPROTO$|ERR_SSL_)/;
/** Node refuses a header or a path before it opens a connection. */
const UNSENDABLE = /^ERR_(INVALID|UNESCAPED)_/;

export function faultOf(
  error: TransportError,
  { url, timeoutMs }: Pick<HttpRequest, "url" | "timeoutMs">,
  redact: Redact,
): FailedTry {
  const { code, message } = factsOf(error.cause);
  const words = redact(message || code);
  const kind = kindOf(error, code, url);
  return {
    ...NO_ANSWER,
    kind,
    detail: detailOf(error, kind, { words, timeoutMs }),
    isTry: true,
    isSent: error.isSent,
    cause: causeOf(code, words),
  };
}

interface Known {
  readonly words: string;
  readonly timeoutMs: number;
}

function detailOf(error: TransportError, kind: AtlanErrorKind, { words, timeoutMs }: Known) {
  if (error.isTimeout) return timeoutDetail(error, timeoutMs);
  const problems = kind === "untrusted_certificate" ? (error.trust?.problems() ?? []) : [];
  return [words, ...problems].join("; ");
}

function kindOf(error: TransportError, code: string, url: URL): AtlanErrorKind {
  const { cause, isSent, isTimeout } = error;
  if (isTimeout) return isSent ? "timeout" : "unreachable";
  if (cause instanceof InvalidProxyError) return "invalid_proxy";
  if (cause instanceof ProxyError) return kindOfProxyError(cause);
  if (cause instanceof BodyError || UNREADABLE.test(code)) return "malformed_reply";
  if (code === "ENOTFOUND") return "unknown_host";
  if (code === "ATLAN_PUBLIC_ADDRESS") return "public_address";
  if (code === "ECONNREFUSED" && isLoopback(url.hostname)) return "tenant_not_running";
  if (CERTIFICATE.test(code)) return "untrusted_certificate";
  if (OPENSSL.test(code) && (code === "EPROTO" || !isSent)) return "no_tls";
  if (isSent) return "connection_broken";
  return UNSENDABLE.test(code) ? "invalid_request" : "unreachable";
}

const kindOfProxyError = ({ status }: ProxyError): AtlanErrorKind =>
  status === 407 || status === 403 ? "proxy_refused" : "unreachable";

function timeoutDetail({ isSent }: TransportError, timeoutMs: number): string {
  const seconds = `${timeoutMs / 1_000} s`;
  return isSent ? `no answer within ${seconds}` : `no connection within ${seconds}`;
}

/** Only code and message of the original: it may hold the request, with its headers. */
function causeOf(code: string, message: string): Error {
  const cause = Object.assign(new Error(message), { code });
  // Its stack would lead through Node's HTTP client and say nothing.
  cause.stack = `${cause.name}: ${message}`;
  return cause;
}

interface Facts {
  readonly code: string;
  readonly message: string;
}

/** By its looks: Node's own errors may be of another realm, as they are under a test runner. */
function factsOf(cause: unknown): Facts {
  const { code, name, message, errors } = Object(cause) as { readonly [field: string]: unknown };
  // Where a name has several addresses and none can be reached, Node gives an error for each and no message of its own.
  const words =
    Array.isArray(errors) && message === "" ? errors.map(messageOf).join(", ") : message;
  return { code: String(code ?? name ?? "UNKNOWN"), message: String(words ?? "") };
}

const messageOf = (error: unknown): string => String(Object(error).message ?? error);
