// Control carries no credentials and gives away every secret: it is for programs of this machine, not for pages in a browser.
import { createMiddleware } from "hono/factory";
import type { TenantContext, TenantEnv } from "./context.js";
import { isJsonType } from "./json-type.js";

const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/;
const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export const isHostName = (name: string) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name);

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

type Refused = { readonly status: 403 | 415; readonly reason: string };
const forbidden = (reason: string): Refused => ({ status: 403, reason });

function addressFault({ env }: TenantContext): Refused | undefined {
  const address = env.incoming.socket.remoteAddress ?? "";
  if (LOOPBACK_ADDRESS.test(address)) return undefined;
  return forbidden(`the caller's address is ${address}, expected one of the tenant's own machine`);
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
  const own = urlOf(`http://${req.header("host")}`)?.origin;
  if (origin !== undefined && urlOf(origin)?.origin !== own)
    return forbidden(`Origin is ${JSON.stringify(origin)}, expected none or ${own}`);
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

/** `allowedHosts` are the names besides loopback's that `Host` may have, in lower case. */
export const controlGuard = (allowedHosts: readonly string[]) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const fault =
      addressFault(context) ??
      hostFault(context, allowedHosts) ??
      pageFault(context) ??
      bodyFault(context);
    if (fault === undefined) return next();
    const error = `Cannot ${context.req.method} ${context.req.path}: ${fault.reason}`;
    return context.json({ error }, fault.status);
  });
