// What a `read` function throws when a 2xx body is not what the API promises.

/** Its message completes "the tenant's answer …" and never quotes the body, which may hold a secret. */
export class MalformedBodyError extends Error {
  readonly code = "ATLAN_MALFORMED_BODY";

  constructor(message: string) {
    super(message);
    this.name = "MalformedBodyError";
  }
}
