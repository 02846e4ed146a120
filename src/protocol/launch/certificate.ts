// The server's certificate, new at every launch and never on disk: Node can read X.509 but not write it.
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import {
  bitString,
  boolean,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  utcTime,
  utf8String,
} from "./der.js";
import { toPem } from "./pem.js";

export interface ServerCertificate {
  readonly keyPem: string;
  readonly certificatePem: string;
  readonly certificateDer: Buffer;
}

/** The name that go-plugin's client expects (Terraform 1.11.4, tried: it fails without the alternative name). */
const HOST = "localhost";

const BACKDATED_MS = 5 * 60_000;
const VALID_MS = 30 * 24 * 3_600_000;

const ecdsaWithSha256 = sequence(objectIdentifier("1.2.840.10045.4.3.2"));
const name = sequence(set(sequence(objectIdentifier("2.5.4.3"), utf8String(HOST))));

const extension = (id: string, isCritical: boolean, value: Uint8Array): Buffer =>
  sequence(objectIdentifier(id), ...(isCritical ? [boolean(true)] : []), octetString(value));

const DNS_NAME = 0x82;
/** digitalSignature and keyCertSign. */
const KEY_USAGE = Uint8Array.of(0b1000_0100);

const extensions = sequence(
  extension("2.5.29.19", true, sequence(boolean(true))),
  extension("2.5.29.15", true, bitString(KEY_USAGE, 2)),
  extension(
    "2.5.29.37",
    false,
    sequence(objectIdentifier("1.3.6.1.5.5.7.3.1"), objectIdentifier("1.3.6.1.5.5.7.3.2")),
  ),
  extension("2.5.29.17", false, sequence(element(DNS_NAME, Buffer.from(HOST)))),
);

/** Sixteen random bytes, made positive and minimal. */
function serialNumber(): Buffer {
  const [first = 0, ...rest] = randomBytes(16);
  return integer((first & 0x7f) | 0x40, ...rest);
}

/** Self-signed, P-256, valid from five minutes ago: a client whose clock is behind must accept it too. */
export function createServerCertificate(nowMs: number): ServerCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const toBeSigned = sequence(
    tagged(0, integer(2)),
    serialNumber(),
    ecdsaWithSha256,
    name,
    sequence(utcTime(new Date(nowMs - BACKDATED_MS)), utcTime(new Date(nowMs + VALID_MS))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(3, extensions),
  );
  const signature = sign("sha256", toBeSigned, privateKey);
  const certificateDer = sequence(toBeSigned, ecdsaWithSha256, bitString(signature));
  return {
    keyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificatePem: toPem("CERTIFICATE", certificateDer),
    certificateDer,
  };
}
