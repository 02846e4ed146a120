// Credentials as people paste them: the API key, the secret of an API token, and a person's bearer token.

export type CredentialName = "API key" | "API token" | "bearer token";

export class BearerError extends Error {
  readonly code = "ATLAN_BEARER_INVALID";

  constructor(name: CredentialName, state: string) {
    super(`Cannot use ${name}: ${state}, expected one word without blanks, such as eyJhbGciOi…`);
    this.name = "BearerError";
  }
}

const WRAPPING = /^[\s"'`]+|[\s"'`]+$/g;
/** What may stand in an HTTP header and is no blank. */
const SENDABLE = /^[\x21-\x7e]+$/;

/**
 * Trims blanks and quotes, and drops a leading `Bearer ` or `Authorization: Bearer `.
 * @throws BearerError, which does not quote the text, when what is left is empty or cannot stand in a header
 */
export function normalizeBearer(text: string, name: CredentialName = "bearer token"): string {
  const token = text
    .replace(WRAPPING, "")
    .replace(/^authorization:\s*/i, "")
    .replace(/^bearer(\s+|$)/i, "")
    .replace(WRAPPING, "");
  if (token === "") throw new BearerError(name, "it is empty");
  if (!SENDABLE.test(token)) {
    throw new BearerError(name, "it has a blank, a line break or a character beyond ASCII inside");
  }
  return token;
}
