// The text form of DER that OpenSSL reads (RFC 7468): base64 in lines of 64 characters. Knows nothing of what it carries.

/** A block without an empty line: OpenSSL takes one, even the last, for the end of a header, and reads no content. */
export function toPem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
