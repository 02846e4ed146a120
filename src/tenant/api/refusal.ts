// An answer other than 200, thrown by whatever decides it.

export class Refusal extends Error {
  readonly code = "TENANT_REFUSAL";
  override readonly name = "Refusal";
  readonly status: number;
  /** A string is sent as it is, anything else as JSON. */
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** As `/api/meta` refuses: the code and the words of the Atlas metastore (atlas-metastore, AtlasErrorCode). */
export function atlasRefusal(status: number, errorCode: string, errorMessage: string): Refusal {
  return new Refusal(status, { errorCode, errorMessage });
}

/** What the metastore throws with a plain message and no code of its own. */
export function unexpectedFailure(errorMessage: string): Refusal {
  return atlasRefusal(500, "ATLAS-500-00-001", errorMessage);
}

/** What the metastore does not catch: no code, and nothing of what was wrong. */
export function uncaughtException(errorType: string, errorMessage: string): Refusal {
  const message = "There was an error processing your request.";
  const causes = [{ errorType, errorMessage, location: "" }];
  return new Refusal(500, { errorId: "0000000000000000", message, causes });
}

const REASONS: { readonly [status: number]: string } = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
};

/** As `/api/service` refuses. The shape is that of the Java SDK's AtlanError; codes and words are not documented. */
export function heraclesRefusal(status: number, message: string): Refusal {
  return new Refusal(status, {
    code: status,
    error: REASONS[status] ?? "Error",
    message,
    info: "",
  });
}

/** Jetty's body, without a code and with the status as a string (Java SDK, AtlanError). */
export function unauthorized(path: string): Refusal {
  return new Refusal(401, {
    servlet: "default",
    message: "Unauthorized",
    url: path,
    status: "401",
  });
}

/** Jetty's body as above; JAX-RS refuses what it has no reader for. */
export function unsupportedMediaType(path: string): Refusal {
  return new Refusal(415, {
    servlet: "default",
    message: "Unsupported Media Type",
    url: path,
    status: "415",
  });
}

/** Kong's stock body. */
export function rateLimited(): Refusal {
  return new Refusal(429, { message: "API rate limit exceeded" });
}

/** What Atlan may well answer, and the embedded tenant does not know how to. */
export function notSimulated(what: string): Refusal {
  return new Refusal(501, {
    code: 501,
    error: "Not Implemented",
    message: `The embedded tenant does not simulate ${what}`,
    info: "Its documentation page lists what it simulates",
  });
}
