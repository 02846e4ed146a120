// Makes a certificate and the authority that signs it. The one place that knows the library for it.
import { generateKeyPair, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { promisify } from "node:util";
import { Secret } from "../../secret.js";

const loadForge = async () => {
  const [{ default: pki }, { default: sha256 }] = await Promise.all([
    import("node-forge/lib/pki.js"),
    import("node-forge/lib/sha256.js"),
  ]);
  return { pki, sha256 };
};

const DAY_MS = 86_400_000;
/** The longest that every client takes, macOS among them. */
const VALIDITY_DAYS = 825;
const SERIAL_BYTES = 16;
const RSA_BITS = 2048;

export interface ServerCertificate {
  /** PEM, what a client has to trust. Its key is gone, so that nothing else can be signed with it. */
  readonly authority: string;
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: Secret;
}

/** @param names host names and IP addresses */
export async function makeCertificate(names: readonly string[]): Promise<ServerCertificate> {
  const [authority, server] = await Promise.all([newKeys(), newKeys()]);
  // Another name for each: of two authorities with one name, a client may try the wrong one.
  const issuer = `Embedded Atlan tenant CA ${randomBytes(SERIAL_BYTES).toString("hex")}`;
  const issue = await issuing(issuer, authority.privateKey);
  return {
    authority: issue(issuer, authority.publicKey, [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
      { name: "subjectKeyIdentifier" },
    ]),
    cert: issue("Embedded Atlan tenant", server.publicKey, [
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: names.map(alternativeName) },
    ]),
    key: new Secret(server.privateKey),
  };
}

const newKeys = () =>
  promisify(generateKeyPair)("rsa", {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

/** The numbers are those of RFC 5280, section 4.2.1.6. */
const alternativeName = (name: string) =>
  isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name };

type Issue = (subject: string, publicKey: string, extensions: readonly object[]) => string;

/** Signs certificates with the authority's key. */
async function issuing(issuer: string, privateKey: string): Promise<Issue> {
  const { pki, sha256 } = await loadForge();
  const signingKey = pki.privateKeyFromPem(privateKey);
  const now = Date.now();
  return (subject, publicKey, extensions) => {
    const certificate = pki.createCertificate();
    certificate.publicKey = pki.publicKeyFromPem(publicKey);
    // A leading zero: the number is signed, and has to be positive.
    certificate.serialNumber = `00${randomBytes(SERIAL_BYTES).toString("hex")}`;
    // Clocks of other machines may be behind.
    certificate.validity.notBefore = new Date(now - DAY_MS);
    certificate.validity.notAfter = new Date(now + (VALIDITY_DAYS - 1) * DAY_MS);
    certificate.setSubject([{ name: "commonName", value: subject }]);
    certificate.setIssuer([{ name: "commonName", value: issuer }]);
    certificate.setExtensions([...extensions]);
    certificate.sign(signingKey, sha256.create());
    return pki.certificateToPem(certificate);
  };
}
