// Credentials as people paste them: an API key, the secret of an API token, a person's bearer token, the ID and the secret of an OAuth client.

const EXAMPLES = {
  "API key": "such as eyJhbGciOi…",
  "API token": "such as eyJhbGciOi…",
  "bearer token": "such as eyJhbGciOi…",
  "OAuth client ID": "such as oauth-client-…",
  "OAuth client secret": "as Atlan showed it when the client was created",
} as const;

/** What messages call it. */
export type PastedName = keyof typeof EXAMPLES;

export class BearerError extends Error {
  readonly code = "ATLAN_BEARER_INVALID";

  constructor(name: PastedName, state: string) {
    super(`Cannot use ${name}: ${state}, expected one word without blanks, ${EXAMPLES[name]}`);
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
export function normalizeBearer(text: string, name: PastedName = "bearer token"): string {
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
