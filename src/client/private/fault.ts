// Names what went wrong when no answer came, from the codes that Node and OpenSSL give.
import type { AtlanErrorKind } from "../error-kinds.js";
import type { Mask } from "./mask.js";

/** A try that ended without an answer. */
export interface Fault {
  readonly type: "fault";
  readonly kind: AtlanErrorKind;
  /** Whether the whole request had left, so that the tenant may have acted on it. */
  readonly sent: boolean;
  readonly detail: string;
  /** Only code and message of the original: it holds the request, with its headers. */
  readonly cause: Error;
}

const CERTIFICATE =
  /CERT|^UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)_|^(HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/;

export function faultOf(error: unknown, timeoutMs: number, mask: Mask): Fault {
  const { code, message, name, sent } = factsOf(error);
  const kind = kindOf(code, name, sent);
  const isTimeout = name === "TimeoutError";
  const detail = isTimeout ? timeoutDetail(sent, timeoutMs) : mask(message || code);
  return { type: "fault", kind, sent, detail, cause: causeOf(code, mask(message || code)) };
}

function kindOf(code: string, name: string, sent: boolean): AtlanErrorKind {
  if (code === "ENOTFOUND") return "unknown_host";
  if (CERTIFICATE.test(code)) return "untrusted_certificate";
  // The TLS handshake failed, so nothing of the request has left.
  if (code === "EPROTO") return "no_tls";
  // Node refuses a header or a path before it opens a connection.
  if (/^ERR_(INVALID|UNESCAPED)_/.test(code)) return "invalid_request";
  if (!sent) return "unreachable";
  return name === "TimeoutError" ? "timeout" : "connection_broken";
}

function timeoutDetail(sent: boolean, timeoutMs: number): string {
  const seconds = `${timeoutMs / 1_000} s`;
  return sent ? `no answer within ${seconds}` : `no connection within ${seconds}`;
}

function causeOf(code: string, message: string): Error {
  const cause = Object.assign(new Error(message), { code });
  // Its stack would lead through the HTTP library and say nothing.
  cause.stack = `${cause.name}: ${message}`;
  return cause;
}

interface Facts {
  readonly code: string;
  readonly message: string;
  readonly name: string;
  readonly sent: boolean;
}

function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) {
    return {
      code: "UNKNOWN",
      message: "something that is no error was thrown",
      name: "",
      sent: true,
    };
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { code, message: error.message, name: error.name, sent: wasSent(error) };
}

/** The HTTP library notes when the last byte of the request was handed to the connected socket. */
function wasSent(error: Error): boolean {
  const timings = "timings" in error ? error.timings : undefined;
  return typeof timings === "object" && timings !== null && "upload" in timings
    ? timings.upload !== undefined
    : false;
}
