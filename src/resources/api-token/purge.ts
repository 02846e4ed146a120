// Deletes a token that nobody has the secret of. That somebody else was faster is no failure.
import { deleteApiToken } from "../../client/index.js";
import type { Session } from "../session.js";
import { isNotFound } from "../shared-list/errors.js";

export async function purgeToken(session: Session, id: string, signal: AbortSignal): Promise<void> {
  try {
    await deleteApiToken(session.client.apiKey, id, { signal });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
