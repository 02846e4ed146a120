// The tenant's address: what it may be, and what is said when it is something else.
import { ALLOW_HTTP_HOST, isAtlan, isPublicAddress } from "./allowed-http.js";

/** `problem` is stable; the message quotes the address without its query, and not at all when credentials are in it. */
export class BaseUrlError extends Error {
  readonly code = "ATLAN_BASE_URL_INVALID";
  readonly problem: BaseUrlProblem;

  constructor(problem: BaseUrlProblem, text: string) {
    const shown = problem === "credentials" ? "it" : JSON.stringify(text.replace(/[?#].*$/s, "?…"));
    super(`Cannot use base URL: ${shown} ${PROBLEMS[problem]}`);
    this.name = "BaseUrlError";
    this.problem = problem;
  }
}

const PROBLEMS = {
  empty: "is empty, expected https://<tenant>.atlan.com",
  no_scheme: "has no scheme, expected https:// in front",
  not_a_url: "is not a URL, expected https://<tenant>.atlan.com",
  scheme: "is neither https nor http, expected https://<tenant>.atlan.com",
  credentials: "contains a user name or password, expected neither",
  path: "has a path, query or fragment, expected only https://<tenant>.atlan.com",
  plain_http: `is plain http, which would show the credentials to the network, expected https (http only to 127.0.0.1, ::1 or localhost). For a test tenant in your own network, set ${ALLOW_HTTP_HOST} to its host name, or serve it over TLS and set SSL_CERT_FILE or NODE_EXTRA_CA_CERTS to the file of its certificate authority`,
  http_to_atlan: `is plain http to a tenant of Atlan's, which ${ALLOW_HTTP_HOST} does not allow, expected https`,
  http_to_public: `is plain http to a public address, which ${ALLOW_HTTP_HOST} does not allow, expected https, or a private address`,
} as const;

export type BaseUrlProblem = keyof typeof PROBLEMS;

/**
 * Blanks around it and trailing slashes are fine.
 *
 * @param allowsHttp whether plain HTTP may lead to this host, which is not loopback. No host of Atlan's and no public address is allowed by it
 * @throws BaseUrlError
 */
export function parseBaseUrl(
  text: string,
  allowsHttp: (hostname: string) => boolean = () => false,
): URL {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  const problem = problemOf(trimmed, url) ?? (url && httpProblem(url, allowsHttp));
  if (problem !== null) throw new BaseUrlError(problem, trimmed);
  return new URL(trimmed.replace(/\/+$/, "/"));
}

function problemOf(text: string, url: URL | null): BaseUrlProblem | null {
  if (text === "") return "empty";
  if (text.includes("@")) return "credentials";
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return "no_scheme";
  if (url === null) return "not_a_url";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme";
  if (/[^/]/.test(url.pathname) || url.search !== "" || url.hash !== "") return "path";
  return null;
}

function httpProblem(
  { protocol, hostname }: URL,
  allowsHttp: (hostname: string) => boolean,
): BaseUrlProblem | null {
  if (protocol !== "http:" || isLoopback(hostname)) return null;
  if (!allowsHttp(hostname)) return "plain_http";
  if (isAtlan(hostname)) return "http_to_atlan";
  return isPublicAddress(hostname) ? "http_to_public" : null;
}

/** Whether a URL's host name means this machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname.endsWith(".localhost") ||
  hostname === "[::1]" ||
  /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
  /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostname);
