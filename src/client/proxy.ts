// Which proxy stands between us and the tenant: decided as Go programs decide it, so that Terraform and its plugin take one way.
import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";
import { isLoopback } from "./base-url.js";
import { InvalidProxyError } from "./fault.js";

/** `HTTPS_PROXY` and `NO_PROXY`, or the same in lower case. */
export type ProxyEnvironment = { readonly [name: string]: string | undefined };

/**
 * The proxy's URL; null: the way is direct. Never a proxy for plain http: it leads to loopback or to a private
 * address. The rules are those of golang.org/x/net/http/httpproxy.
 * @throws InvalidProxyError
 */
export function proxyFor(url: URL, environment: ProxyEnvironment): URL | null {
  const proxy = variable(environment, "HTTPS_PROXY");
  if (url.protocol !== "https:" || proxy === "" || isLoopback(url.hostname)) return null;
  const port = url.port === "" ? "443" : url.port;
  if (isExcepted(addressOf(url.hostname), port, variable(environment, "NO_PROXY"))) return null;
  return parseProxy(proxy);
}

/** The upper case wins, as in Go. */
const variable = (environment: ProxyEnvironment, name: string): string =>
  environment[name] || environment[name.toLowerCase()] || "";

/** `[::1]` is written so in URLs only. */
const addressOf = (hostname: string): string => hostname.replace(/^\[|\]$/g, "").toLowerCase();

/** A proxy without a scheme is an http one. Its text is not quoted: it may hold a password. */
function parseProxy(text: string): URL {
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\/./i.test(text);
  const candidate = isWhole ? text : `http://${text}`;
  if (URL.canParse(candidate)) return new URL(candidate);
  throw new InvalidProxyError(
    "HTTPS_PROXY is not a URL, expected one such as http://proxy.corp.com:3128",
  );
}

function isExcepted(host: string, port: string, noProxy: string): boolean {
  const entries = noProxy.split(",").map((entry) => entry.trim().toLowerCase());
  return entries.includes("*") || entries.some((entry) => covers(entry, host, port));
}

/** One entry: an address or a block of them, or a name with all below it; `.corp.com` and `*.corp.com` are only what is below. */
function covers(entry: string, host: string, port: string): boolean {
  if (isBlock(entry)) return isInBlock(host, entry);
  const { name, port: onlyPort } = splitPort(entry);
  if (name === "" || (onlyPort !== "" && onlyPort !== port)) return false;
  if (isIP(name) !== 0) return isInBlock(host, `${name}/${bitsOf(name)}`);
  if (isIP(host) !== 0) return false;
  const bare = name.replace(/^\*?\./, "");
  const ascii = domainToASCII(bare) || bare;
  return host.endsWith(`.${ascii}`) || (bare === name && host === ascii);
}

const bitsOf = (address: string): number => (isIP(address) === 6 ? 128 : 32);

function isBlock(entry: string): boolean {
  const [address = "", bits = ""] = entry.split("/");
  return isIP(address) !== 0 && /^\d+$/.test(bits) && Number(bits) <= bitsOf(address);
}

function isInBlock(host: string, block: string): boolean {
  const [address = "", bits] = block.split("/");
  if (isIP(host) === 0) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), isIP(address) === 6 ? "ipv6" : "ipv4");
  return list.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}

/** The port of an IPv6 address stands behind brackets: `[fd00::1]:8443`. */
function splitPort(entry: string): { readonly name: string; readonly port: string } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(entry) ?? [];
  return port === undefined ? { name: entry, port: "" } : { name: bracketed ?? plain ?? "", port };
}
