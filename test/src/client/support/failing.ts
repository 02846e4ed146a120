// The error a call ends with.
import { AtlanRequestError } from "../../../../src/client/index.js";

/** @throws when the call succeeds, or fails in another way */
export async function failing(call: Promise<unknown>): Promise<AtlanRequestError> {
  const error = await call.then(
    () => new Error("The call succeeded"),
    (reason: unknown) => reason,
  );
  if (error instanceof AtlanRequestError) return error;
  throw error;
}
