// Deletes a token that nobody has the secret of. That somebody else was faster is no failure.
import { type ApiToken, deleteApiToken } from "../../client/index.js";
import { isNotFound } from "../shared-list/errors.js";
import type { TokenSession } from "./token-session.js";

export async function purgeToken(
  { client, tokens }: Pick<TokenSession, "client" | "tokens">,
  token: Pick<ApiToken, "id" | "clientId">,
  signal: AbortSignal,
): Promise<void> {
  try {
    await deleteApiToken(client.apiKey, token.id, { signal, priority: "clean_up" });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  tokens.noteDeleted(token);
}
