// What a failed write means for the next try: whether there may be one, and whether it is all the batch's fault.
import { AtlanRequestError } from "../../client/index.js";

export const isNotFound = (error: unknown): boolean =>
  error instanceof AtlanRequestError && error.kind === "not_found";

/** Another try, from a new read, may end better. After "not found" that read says whether the object is gone. */
export const mayPass = (error: unknown): boolean =>
  error instanceof AtlanRequestError &&
  (error.mayHaveCommitted ||
    error.kind === "rate_limited" ||
    error.kind === "unreachable" ||
    error.kind === "not_found");

/** It may be one change's fault among several. A wrong credential is nobody's among those who share it. */
export const isRefused = (error: unknown): boolean =>
  error instanceof AtlanRequestError &&
  (error.kind === "invalid_request" || error.kind === "conflict");
