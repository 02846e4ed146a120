// Which certificate authorities vouch for servers: Node's own, and those of the variables that Go programs read, Terraform among them.
import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import tls, { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

type TrustEnvironment = { readonly [name: string]: string | undefined };

export interface Trust {
  /** Made once, because OpenSSL takes some 30 ms to read the authorities. Undefined: those of Node alone. */
  readonly secureContext: SecureContext | undefined;
  /** What is wrong with the files that the variables name. To be asked when a server is not trusted. */
  problems(): readonly string[];
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

interface CertificateFile {
  readonly variable: string;
  readonly path: string;
  /** PEM, each one. */
  readonly certificates: readonly string[];
  /** Why it could not be read. */
  readonly failure?: string;
}

/**
 * `SSL_CERT_FILE` and `SSL_CERT_DIR` add to what Node trusts. In Go programs they replace the system's authorities, which Node does not
 * read by itself. With `--use-openssl-ca` OpenSSL reads them.
 */
export function readTrust(environment: TrustEnvironment): Trust {
  const { SSL_CERT_FILE, SSL_CERT_DIR, NODE_EXTRA_CA_CERTS, NODE_OPTIONS } = environment;
  // Node reads it itself, and when it cannot, says so where nobody sees it.
  const nodes = readFiles("NODE_EXTRA_CA_CERTS", NODE_EXTRA_CA_CERTS);
  const ours = [
    ...readFiles("SSL_CERT_FILE", SSL_CERT_FILE),
    ...(SSL_CERT_DIR ?? "").split(delimiter).flatMap(readDirectory),
  ];
  const problems = () => [...nodes, ...ours].flatMap(problemsOf);
  const added = certificatesOf(ours);
  if (added.length === 0 || NODE_OPTIONS?.includes("--use-openssl-ca")) {
    return { secureContext: undefined, problems };
  }
  const all = [...nodesOwn(certificatesOf(nodes)), ...added];
  // The same certificate is often in several of them.
  return { secureContext: createSecureContext({ ca: [...new Set(all)] }), problems };
}

const certificatesOf = (files: readonly CertificateFile[]): readonly string[] =>
  files.flatMap(({ certificates }) => certificates);

/** What Node trusts by itself. Newer versions tell; in older ones it is the built-in authorities and what its variable adds. */
function nodesOwn(extra: readonly string[]): readonly string[] {
  if ("getCACertificates" in tls && typeof tls.getCACertificates === "function") {
    return tls.getCACertificates("default").map(trimmed);
  }
  return [...rootCertificates.map(trimmed), ...extra];
}

const trimmed = (pem: string): string => pem.trim();

function readFiles(variable: string, path: string | undefined): readonly CertificateFile[] {
  if (path === undefined || path === "") return [];
  try {
    const certificates = readFileSync(path, "utf8").replaceAll("\r", "").match(PEM) ?? [];
    return [{ variable, path, certificates }];
  } catch (error) {
    return [{ variable, path, certificates: [], failure: messageOf(error) }];
  }
}

/** Other files may lie there: the folders of distributions hold links, and files that are no certificates. */
function readDirectory(path: string): readonly CertificateFile[] {
  const variable = "SSL_CERT_DIR";
  if (path === "") return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .flatMap(({ name }) => readFiles(variable, join(path, name)))
      .filter(({ certificates }) => certificates.length > 0);
  } catch (error) {
    return [{ variable, path, certificates: [], failure: messageOf(error) }];
  }
}

/** OpenSSL passes over a certificate that it cannot read. */
function problemsOf({ variable, path, certificates, failure }: CertificateFile): readonly string[] {
  if (failure !== undefined) return [`${variable} cannot be read: ${failure}`];
  if (certificates.length === 0) return [`${variable}: there is no certificate in ${path}`];
  const broken = certificates.filter((pem) => !isReadable(pem)).length;
  return broken === 0
    ? []
    : [`${variable}: certificates in ${path} that cannot be read: ${broken}`];
}

function isReadable(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** By its looks: Node's errors may be of another realm, as they are under a test runner. */
const messageOf = (error: unknown): string => String(Object(error).message ?? error);
