// Whether another principal took over from the one that the state names, without this state knowing of it.
import type { Diagnostic, DiagnosticSink } from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";
import { isClaim } from "../principals/claim.js";
import type { PrincipalRecord, PrincipalState, Words } from "../principals/kind.js";
import { findUnfinished, purgeUnfinished } from "../principals/leftovers.js";
import { byClientId } from "../principals/selector.js";
import type { PrincipalSession } from "../principals/session.js";
import { stateRemoval } from "../state-removal.js";
import { successorIn } from "./names.js";
import { unfinishedNameOf } from "./rotated.js";

type Session = Pick<PrincipalSession, "reader" | "ownUsername" | "inState">;

/**
 * The live principal that the name of this one tells of. Null where that one is gone, or was never finished: then this one has
 * not been succeeded, and the next update gives it its name back.
 */
export async function successorOf(
  { reader }: Session,
  record: PrincipalRecord,
  { prior, signal }: { readonly prior: PrincipalState; readonly signal: AbortSignal },
): Promise<PrincipalRecord | null> {
  const clientId = successorIn(record.displayName);
  if (clientId === undefined || record.displayName === prior.display_name) return null;
  const [successor] = (await reader.ask(byClientId(clientId), { signal })).records;
  return successor === undefined || isClaim(successor.description) ? null : successor;
}

/**
 * The live principal that has the name of one that is gone, and may be its successor. Only of one that is rotated. One that
 * the state has took over from nobody: it replaced this one, and a run was killed when it had deleted this one.
 */
export async function namedSuccessorOf(
  { reader, ownUsername, inState }: Session,
  prior: PrincipalState,
  signal: AbortSignal,
): Promise<PrincipalRecord | null> {
  if (prior.rotation === null && prior.retiring.length === 0) return null;
  // Whoever rotates makes the successor: this run, or another state's.
  const creators = [await ownUsername(signal), prior.created_by];
  const { records: named } = await reader.find(
    { by: "displayName", value: prior.display_name },
    signal,
  );
  const isSuccessor = ({ id, createdBy, createdAt, description }: PrincipalRecord): boolean =>
    id !== prior.id &&
    !inState.has(id) &&
    creators.includes(createdBy) &&
    !isClaim(description) &&
    (createdAt === null || prior.created_at === null || createdAt >= new Date(prior.created_at));
  return named.find(isSuccessor) ?? null;
}

/** What a rotation has left that was killed. The next one deletes it, and perhaps none comes: what it was for may have been taken back. */
export async function unfinishedSuccessors(
  session: PrincipalSession,
  prior: PrincipalState,
  signal: AbortSignal,
): Promise<readonly Diagnostic[]> {
  if (prior.rotation === null && prior.retiring.length === 0) return [];
  const left = await findUnfinished(session, unfinishedNameOf(prior), signal);
  return left.map((record) => unfinished(session.kind.words, prior, record));
}

/** Deletes them. */
export async function purgeUnfinishedSuccessors(context: {
  readonly client: PrincipalSession;
  readonly prior: PrincipalState;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { client: session, prior, diagnostics, signal } = context;
  const displayName = unfinishedNameOf(prior);
  await purgeUnfinished(session, { displayName, diagnostics, signal });
}

const unfinished = (
  { noun, short, deletion }: Words,
  prior: PrincipalState,
  record: PrincipalRecord,
): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${record.id} is not finished`,
  detail:
    `A rotation of the ${short} ${JSON.stringify(prior.display_name)} (${prior.id}) made ${lineOf(record)} and did not end: its run was killed, or is still under way. Nobody has its secret. ` +
    `The next rotation of this ${short} deletes it, and so does a change of display_name or a destroy. Once \`rotation\` is taken out, nothing looks for it.\n\n` +
    `To delete it before, when no other run is under way: in Atlan's admin centre, or with \`${deletionOf(deletion, record)}\`.`,
});

const deletionOf = (deletion: string, { id, clientId }: PrincipalRecord): string =>
  deletion.replace("<id>", id).replace("<client ID>", clientId);

const waysOut = (
  { short, deletion }: Words,
  prior: PrincipalState,
  record: PrincipalRecord,
): string =>
  [
    "Nothing was changed, neither in the tenant nor in the state. Ways out:",
    "  - If there is a newer state, use that one.",
    `  - If somebody has the secret of ${record.id}: take the old ${short} out of the state, \`${stateRemoval(prior)}\`, and import ${record.id}. ATLAN_IMPORT_SECRETS_FILE gives the state its secret.`,
    `  - If nobody uses ${record.id}: delete it in Atlan's admin centre, or with \`${deletionOf(deletion, record)}\`, and apply. That cannot be undone.`,
  ].join("\n");

const whyOf = ({ short }: Words): string =>
  `The state is an older copy from before a rotation, or another state that has the same ${short}, or a run was killed after the rotation and before Terraform saved its state.`;

const lineOf = ({ id, clientId, createdAt }: PrincipalRecord): string =>
  `${id} (${clientId}, created ${createdAt === null ? "at an unknown time" : toRfc3339(createdAt)})`;

/** @param isGone otherwise it is there, under a retired name */
export const takenOver = (
  words: Words,
  prior: PrincipalState,
  { successor, isGone }: { readonly successor: PrincipalRecord; readonly isGone: boolean },
): Diagnostic => {
  const seen = isGone
    ? `It is gone, and ${lineOf(successor)} has its name.`
    : `The tenant says that it was rotated, and that ${lineOf(successor)} has succeeded it.`;
  const named = `The state names the ${words.noun} ${JSON.stringify(prior.display_name)}, ${prior.id} (${prior.client_id}).`;
  const namesake = `If ${successor.id} is another ${words.short} that only has the same name, take the old one out of the state: the next apply then creates a new one.`;
  const paragraphs = [`${named} ${seen} ${whyOf(words)}`, waysOut(words, prior, successor)];
  return {
    severity: "error",
    summary: `Another ${words.noun} has taken over`,
    detail: [...paragraphs, ...(isGone ? [namesake] : [])].join("\n\n"),
  };
};

/** It is kept in the state: of the state alone it is known which predecessors still work. */
export const goneBefore = (
  { noun, short }: Words,
  { id, display_name, retiring }: PrincipalState,
): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${id} is gone`,
  detail: `The ${short} ${JSON.stringify(display_name)} was deleted outside Terraform, and its predecessor still works: ${retiring.map((each) => each.id).join(", ")}. The state is kept. The next apply replaces the ${short}, and deletes the predecessor.`,
});
