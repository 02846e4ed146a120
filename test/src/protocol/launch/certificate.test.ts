// The certificate made at launch, as OpenSSL reads it.
import { X509Certificate } from "node:crypto";
import { expect, test } from "@jest/globals";
import { createServerCertificate } from "../../../../src/protocol/launch/certificate.js";

const nowMs = Date.parse("2026-03-04T05:06:07Z");
const { certificatePem, certificateDer, keyPem } = createServerCertificate(nowMs);
const x509 = new X509Certificate(certificatePem);

test("OpenSSL reads it, and its own key verifies it", () => {
  expect(x509.verify(x509.publicKey)).toBe(true);
  expect(x509.ca).toBe(true);
  expect(x509.raw).toEqual(certificateDer);
  expect(keyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});

test("it is for localhost, by name and by alternative name", () => {
  expect(x509.checkHost("localhost")).toBe("localhost");
  expect(x509.subjectAltName).toBe("DNS:localhost");
});

test("it is valid from five minutes ago", () => {
  expect(new Date(x509.validFrom)).toEqual(new Date("2026-03-04T05:01:07Z"));
  expect(new Date(x509.validTo).getTime()).toBeGreaterThan(nowMs);
});

test("no two are alike", () => {
  const other = new X509Certificate(createServerCertificate(nowMs).certificatePem);
  expect(other.serialNumber).not.toBe(x509.serialNumber);
});
