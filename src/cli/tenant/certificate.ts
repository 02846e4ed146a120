// The certificate of `tenant --tls`: made at the start, for the names that the tenant is called by, and its authority written to a file.
import { writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { fileErrorReason } from "../../file-error.js";
import type { Secret } from "../../secret.js";
import { makeCertificate } from "./make-certificate.js";

export const DEFAULT_CA_FILE = "atlan-tenant-ca.pem";

export interface TlsArguments {
  readonly host: string;
  readonly tls?: boolean;
  /** Names besides those of this machine, separated by commas. */
  readonly tlsName?: string | undefined;
  /** @default DEFAULT_CA_FILE */
  readonly tlsCa?: string | undefined;
}

export interface TenantCertificate {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: Secret;
  /** Where its authority is, for clients to trust. */
  readonly caFile: string;
}

/**
 * Null: none is asked for.
 *
 * @throws when a name is none, an option is of no use, or the authority cannot be written
 */
export async function certificateFor(options: TlsArguments): Promise<TenantCertificate | null> {
  const { host, tls = false, tlsName, tlsCa: caFile = DEFAULT_CA_FILE } = options;
  if (!tls) {
    const stray = tlsName === undefined ? options.tlsCa && "--tls-ca" : "--tls-name";
    if (stray === undefined) return null;
    throw new Error(`Cannot start the tenant: ${stray} is given without --tls, expected both`);
  }
  const added = tlsName?.split(",").map(checkedName) ?? [];
  const names = new Set([...namesOf(host), "localhost", "127.0.0.1", ...added]);
  const { authority, cert, key } = await makeCertificate([...names]);
  await writeFile(caFile, authority).catch((error: unknown) => {
    throw new Error(
      `Cannot write the certificate authority to ${JSON.stringify(caFile)}: ${fileErrorReason(error, { ENOENT: "its folder does not exist" })}, expected a file that may be written (--tls-ca)`,
      { cause: error },
    );
  });
  return { cert, key, caFile };
}

/** Where a tenant listens on every address, any of this machine's may be called. */
function namesOf(host: string): readonly string[] {
  if (host !== "0.0.0.0" && host !== "::") return [host];
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  // A link-local address has the zone of one machine in it.
  const usable = addresses.filter(({ scopeid = 0 }) => scopeid === 0);
  return [hostname(), ...usable.map(({ address }) => address)];
}

const HOST_NAME = /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

function checkedName(name: string): string {
  if (isIP(name) !== 0 || HOST_NAME.test(name)) return name;
  throw new Error(
    `Cannot make a certificate for ${JSON.stringify(name)}: it is neither a host name nor an IP address, expected one without scheme and port, such as "tenant"`,
  );
}
