// One launch in eight hundred crashed: its certificate ended at a full line, and an empty line followed.
import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { expect, it } from "@jest/globals";
import { toPem } from "../../../../src/protocol/launch/pem.js";

/** 384 bytes, 512 characters, eight full lines: what a P-256 signature with two short halves leads to. */
const FULL_LINES = Buffer.from(
  [
    "MIIBfDCCASSgAwIBAgIQX/aH8avmNrDT8hOkHvU76DAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3Qw",
    "HhcNMjYwMzA0MDUwMTA3WhcNMjYwNDAzMDUwNjA3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIB",
    "BggqhkjOPQMBBwNCAAQO4jRGwdfunmPWovPJMnojL3viV65rCIUTWEEi1SorFADyGqNjrtHj0V3PAyzWaHjlzgZs",
    "lYRbFtSgCv9Jlezwo1gwVjAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIChDAdBgNVHSUEFjAUBggrBgEF",
    "BQcDAQYIKwYBBQUHAwIwFAYDVR0RBA0wC4IJbG9jYWxob3N0MAoGCCqGSM49BAMCA0YAMEMCIBy+vbSUuhdZE8d5",
    "7EyiBc//IBtBzw9L272jZvOUWAfkAh9XrlhDLuFpgQRzG1KTvWYS0Eo1GmSfNYcopVt5dB3U",
  ].join(""),
  "base64",
);

it("OpenSSL reads a certificate whose last line is full", () => {
  const pem = toPem("CERTIFICATE", FULL_LINES);
  expect(new X509Certificate(pem).raw).toEqual(FULL_LINES);
  expect(() => createSecureContext({ cert: pem })).not.toThrow();
});

it.each([1, 45, 46, 48, 49, 96, 500])("writes %d bytes in lines of 1 to 64 characters", (size) => {
  const bytes = Buffer.alloc(size, "any");
  const [begin, ...lines] = toPem("X", bytes).trimEnd().split("\n");
  expect([begin, lines.pop()]).toEqual(["-----BEGIN X-----", "-----END X-----"]);
  for (const line of lines) expect(line).toMatch(/^.{1,64}$/);
  expect(Buffer.from(lines.join(""), "base64")).toEqual(bytes);
});
