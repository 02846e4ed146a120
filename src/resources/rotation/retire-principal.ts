// The end of a predecessor: it is deleted, once it is certain that it is that one and not the one in use.
import { type Diagnostic, DiagnosticError, type DiagnosticSink } from "../../framework/index.js";
import type { ActingToken } from "../assets/credentials.js";
import { deleteUntilGone } from "../principals/delete-until-gone.js";
import type { Words } from "../principals/kind.js";
import { byId } from "../principals/selector.js";
import { reporting } from "../request-diagnostic.js";
import { retire } from "./retire.js";
import type { RotatingSession } from "./session.js";

/** As the state has it. */
export interface RetiringPrincipal {
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

/** @throws DiagnosticError where it is the one in use, another one than the state says, or perhaps still there */
export async function retirePrincipal(
  session: RotatingSession,
  retiring: RetiringPrincipal,
  { beforeDeletion, ...options }: RetireOptions,
): Promise<void> {
  const { id, client_id, username } = retiring;
  const { signal } = options;
  const remove = async () => {
    await refuseOthers(session, retiring, signal);
    beforeDeletion?.();
    await deleteUntilGone(session, { id, client_id, created_at: LISTED_LONG_AGO }, signal);
  };
  const { noun } = session.kind.words;
  await reporting({ summary: `Cannot delete retired ${noun}` }, signal, () =>
    retire(session, { noun, id, username }, { ...options, remove }),
  );
}

/** The deletion cannot be undone, and a state may have been edited. */
async function refuseOthers(
  session: RotatingSession,
  retiring: RetiringPrincipal,
  signal: AbortSignal,
): Promise<void> {
  const { id, username } = retiring;
  const { words } = session.kind;
  if ((await session.ownUsername(signal)) === username)
    throw new DiagnosticError(predecessorInUse(words, retiring));
  const { records } = await session.reader.look({ selector: byId(id) }, signal);
  const other = records.find((record) => record.username !== username);
  if (other !== undefined) throw new DiagnosticError(anotherOne(words, retiring, other.username));
}

export const predecessorInUse = (
  { short, credential, usesIt }: Words,
  { id, username }: RetiringPrincipal,
): Diagnostic => ({
  severity: "error",
  summary: `Refused to delete the ${short} in use`,
  detail:
    `The ${short} ${id} (${username}) was rotated and is to be deleted, but it is the ${credential} that this provider ${usesIt}. It was not deleted.\n\n` +
    `Give the provider its successor's secret, and apply again: a run that signs in with another ${credential} deletes it. To keep the old one longer, raise \`overlap_seconds\`.`,
});

const anotherOne = (
  { noun, short }: Words,
  { id, username }: RetiringPrincipal,
  found: string,
): Diagnostic => ({
  severity: "error",
  summary: `Refused to delete another ${noun}`,
  detail:
    `The ${short} ${id} is to be deleted, as the predecessor ${username} of a rotated ${short}, but in the tenant it is ${found}. Nothing was deleted.\n\n` +
    `Set \`retiring\` to the rotated ${short}'s own \`retiring\`. If the state was edited by hand, put back what it said.`,
});
