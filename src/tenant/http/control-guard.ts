// Control gives away every secret: it is for programs, not for pages in a browser, and elsewhere than on loopback it needs a key.
import { createHash, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { ControlError } from "../input/control-error.js";
import type { TenantContext, TenantEnv } from "./context.js";
import { isJsonType } from "./json-type.js";

const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/;
const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
/** What an `Authorization` header carries as it is, and long enough not to be guessed. */
const CONTROL_KEY = /^[\x21-\x7e]{16,}$/;

/** Whose control calls are answered. */
export type ControlAccess = {
  /** Whether the tenant listens on loopback only, where a program needs no key and a browser sends a name in `Host`. */
  readonly isLocal: boolean;
  /** Undefined: none is needed. */
  readonly key: string | undefined;
  /** The names besides loopback's that `Host` may have, in lower case. */
  readonly allowedHosts: readonly string[];
};

/**
 * Decided by the address that the tenant listens on: who the caller is cannot be told from its address behind a proxy.
 *
 * @throws ControlError
 */
export function controlAccess(
  address: string,
  key: string | undefined,
  allowedHosts: readonly string[],
): ControlAccess {
  const isLocal = LOOPBACK_ADDRESS.test(address);
  if (key === undefined && !isLocal) {
    throw new ControlError(
      `Cannot start the tenant on ${address}: whoever reaches that address could read every secret through /_tenant, expected a control key (controlKey; on the command line --control-key-file FILE or ATLAN_TENANT_CONTROL_KEY), or a loopback address`,
    );
  }
  if (key !== undefined && !CONTROL_KEY.test(key)) {
    throw new ControlError(
      `Cannot use the control key: it has ${key.length} characters, expected 16 or more, printable and without blanks`,
    );
  }
  return { isLocal, key, allowedHosts: allowedHosts.map(checkedHost) };
}

function checkedHost(name: string): string {
  if (HOST_NAME.test(name)) return name.toLowerCase();
  throw new ControlError(
    `Cannot allow the host ${JSON.stringify(name)}: it is no host name, expected a name without scheme and port, such as "tenant"`,
  );
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

type Refused = { readonly status: 401 | 403 | 415; readonly reason: string };
const forbidden = (reason: string): Refused => ({ status: 403, reason });

const digest = (text: string) => createHash("sha256").update(text).digest();

function keyFault({ req }: TenantContext, key: string): Refused | undefined {
  const given = /^Bearer +(\S+) *$/i.exec(req.header("authorization") ?? "")?.[1];
  if (given !== undefined && timingSafeEqual(digest(given), digest(key))) return undefined;
  const state = given === undefined ? "missing" : "another one";
  return {
    status: 401,
    reason: `the control key is ${state}, expected it as "Authorization: Bearer <control key>"`,
  };
}

/** A page whose DNS name is pointed at this machine shares the tenant's origin in the browser. Its name still shows in `Host`. */
function hostFault({ req }: TenantContext, allowedHosts: readonly string[]): Refused | undefined {
  const host = req.header("host") ?? "";
  const name = urlOf(`http://${host}`)?.hostname ?? "";
  if (LOOPBACK_HOST.test(name) || allowedHosts.includes(name)) return undefined;
  const also = allowedHosts.map((allowed) => `, ${allowed}`).join("");
  return forbidden(`Host is ${JSON.stringify(host)}, expected localhost or 127.0.0.1${also}`);
}

/** Browsers name the page that asks; programs do not. */
function pageFault({ req }: TenantContext): Refused | undefined {
  const origin = req.header("origin");
  // TLS may end at a proxy in front of the tenant.
  const own = ["http", "https"].map((scheme) => urlOf(`${scheme}://${req.header("host")}`)?.origin);
  if (origin !== undefined && !own.includes(urlOf(origin)?.origin ?? ""))
    return forbidden(`Origin is ${JSON.stringify(origin)}, expected none or ${own.join(" or ")}`);
  const site = req.header("sec-fetch-site") ?? "none";
  if (site === "none" || site === "same-origin") return undefined;
  return forbidden(`Sec-Fetch-Site is ${JSON.stringify(site)}, expected none or "same-origin"`);
}

/** A page elsewhere may send forms and text without being asked, but no JSON. */
function bodyFault({ req }: TenantContext): Refused | undefined {
  const hasBody =
    req.header("transfer-encoding") !== undefined || Number(req.header("content-length") ?? 0) > 0;
  const type = req.header("content-type");
  if (!hasBody || isJsonType(type)) return undefined;
  const reason = `Content-Type is ${JSON.stringify(type ?? null)}, expected "application/json"`;
  return { status: 415, reason };
}

export const controlGuard = ({ isLocal, key, allowedHosts }: ControlAccess) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const fault =
      (isLocal ? hostFault(context, allowedHosts) : undefined) ??
      pageFault(context) ??
      (key === undefined ? undefined : keyFault(context, key)) ??
      bodyFault(context);
    if (fault === undefined) return next();
    if (fault.status === 401) context.header("WWW-Authenticate", 'Bearer realm="control"');
    const error = `Cannot ${context.req.method} ${context.req.path}: ${fault.reason}`;
    return context.json({ error }, fault.status);
  });
