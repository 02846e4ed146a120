// Deletes a principal that nobody has the secret of. That somebody else was faster is no failure.
import { isNotFound } from "../shared-list/errors.js";
import type { PrincipalRecord } from "./kind.js";
import type { PrincipalSession } from "./session.js";

export async function purge(
  { client, kind, reader }: Pick<PrincipalSession, "client" | "kind" | "reader">,
  principal: Pick<PrincipalRecord, "id" | "clientId">,
  signal: AbortSignal,
): Promise<void> {
  try {
    await kind.api.delete(client.apiKey, principal, { signal, priority: "clean_up" });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  reader.noteDeleted(principal);
}
