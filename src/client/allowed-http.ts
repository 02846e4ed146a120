// Plain HTTP to another machine: to the one host that the environment allows, and to private addresses only, because nothing hides the credentials on the way.
import { lookup as lookupAny } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** The variable that names the host, for a test tenant in a network of one's own. */
export const ALLOW_HTTP_HOST = "ATLAN_ALLOW_HTTP_HOST";

const PRIVATE = new BlockList();
for (const [address, bits] of [
  // RFC 1918, and what every machine is to itself and to its link.
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
] as const)
  PRIVATE.addSubnet(address, bits, "ipv4");
for (const [address, bits] of [
  // RFC 4193, and likewise.
  ["fc00::", 7],
  ["::1", 128],
  ["fe80::", 10],
] as const)
  PRIVATE.addSubnet(address, bits, "ipv6");

/** As in a URL: an IPv6 address may stand in brackets. */
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, "").toLowerCase();

function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Of a name it is not known before it is looked up. */
export const isPublicAddress = (hostname: string): boolean =>
  isIP(bare(hostname)) !== 0 && !isPrivate(bare(hostname));

export const isAtlan = (hostname: string): boolean => /(^|\.)atlan\.com\.?$/i.test(hostname);

/** Whether the variable names this host; it takes no port. */
export const namesHost = (allowed: string | undefined, hostname: string): boolean =>
  allowed !== undefined && bare(allowed.trim()) === bare(hostname);

/** The name led to an address that anybody's may be. Nothing was sent. */
export class PublicAddressError extends Error {
  readonly code = "ATLAN_PUBLIC_ADDRESS";

  constructor(hostname: string, address: string) {
    super(`${hostname} has the address ${address}, expected a private one for plain http`);
    this.name = "PublicAddressError";
  }
}

/** Looks a name up for the connection that is made with the answer, so that no other answer comes between. */
export const lookupPrivate: LookupFunction = (hostname, options, callback) => {
  lookupAny(hostname, options, (error, found, family) => {
    if (error !== null) return callback(error, found, family);
    const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
    const open = addresses.find((address) => !isPrivate(address));
    if (open === undefined) return callback(null, found, family);
    callback(new PublicAddressError(hostname, open), found, family);
  });
};
