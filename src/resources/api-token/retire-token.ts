// The end of a token's predecessor: it is deleted, once it is certain that it is that token and not the one in use.
import { apiToken } from "../../../lib/schema/index.js";
import { type Diagnostic, DiagnosticError, type DiagnosticSink } from "../../framework/index.js";
import type { ActingToken } from "../assets/credentials.js";
import { reporting } from "../request-diagnostic.js";
import { retire } from "../rotation/retire.js";
import { deleteUntilGone } from "./delete-until-gone.js";
import { byId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

/** As the state has it. */
export interface RetiringToken {
  readonly id: string;
  readonly client_id: string;
  readonly username: string;
}

/** Whoever was rotated was listed then: that it is not listed now says that it is gone, whatever its age. */
export const LISTED_LONG_AGO = new Date(0).toISOString();

export interface RetireOptions {
  readonly successor: ActingToken | null;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
  /** From here on it may be gone. */
  readonly beforeDeletion?: () => void;
}

/** @throws DiagnosticError where it is the token in use, another token than the state says, or perhaps still there */
export async function retireToken(
  session: TokenSession,
  retiring: RetiringToken,
  { beforeDeletion, ...options }: RetireOptions,
): Promise<void> {
  const { id, client_id, username } = retiring;
  const { signal } = options;
  const remove = async () => {
    await refuseOthers(session, retiring, signal);
    beforeDeletion?.();
    await deleteUntilGone(session, { id, client_id, created_at: LISTED_LONG_AGO }, signal);
  };
  await reporting({ summary: "Cannot delete retired API token" }, signal, () =>
    retire(session, { noun: apiToken.noun, id, username }, { ...options, remove }),
  );
}

/** The deletion cannot be undone, and a state may have been edited. */
async function refuseOthers(
  session: TokenSession,
  retiring: RetiringToken,
  signal: AbortSignal,
): Promise<void> {
  const { id, username } = retiring;
  if ((await session.ownUsername(signal)) === username)
    throw new DiagnosticError(tokenInUse(retiring));
  const { tokens } = await session.tokens.look({ selector: byId(id) }, signal);
  const other = tokens.find((token) => token.username !== username);
  if (other !== undefined) throw new DiagnosticError(anotherToken(retiring, other.username));
}

export const tokenInUse = ({ id, username }: RetiringToken): Diagnostic => ({
  severity: "error",
  summary: "Refused to delete the token in use",
  detail:
    `The token ${id} (${username}) was rotated and is to be deleted, but it is the API key that this provider signs in with. It was not deleted.\n\n` +
    "Give the provider its successor's secret, and apply again: a run that signs in with another API key deletes it. To keep the old one longer, raise `overlap_seconds`.",
});

const anotherToken = ({ id, username }: RetiringToken, found: string): Diagnostic => ({
  severity: "error",
  summary: "Refused to delete another API token",
  detail:
    `The token ${id} is to be deleted, as the predecessor ${username} of a rotated token, but in the tenant it is ${found}. Nothing was deleted.\n\n` +
    "Set `retiring` to the rotated token's own `retiring`. If the state was edited by hand, put back what it said.",
});
