// Around a create: removes what a killed create of the same name left behind, and tells of others that have the name already.

import { AtlanRequestError } from "../../client/index.js";
import { messageOf } from "../../describe-error.js";
import { type Diagnostic, DiagnosticError, type DiagnosticSink } from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";
import { hasRunNote, isClaim, isStale } from "./claim.js";
import type { PrincipalRecord, Words } from "./kind.js";
import { purge } from "./purge.js";
import { byId } from "./selector.js";
import type { PrincipalSession } from "./session.js";

export interface NameCheck {
  readonly displayName: string;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
}

export interface Cleared {
  /** The local clock's where the tenant does not tell. */
  readonly tenantNow: Date;
  /** GUIDs of those of this name that were listed. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Before the create.
 *
 * @throws DiagnosticError when the one in use has the name
 */
export async function clearLeftovers(
  session: PrincipalSession,
  { displayName, diagnostics, signal }: NameCheck,
): Promise<Cleared> {
  const { words } = session.kind;
  const selector = { by: "displayName", value: displayName } as const;
  const { records, tenantNow } = await session.reader.find(selector, signal);
  const now = tenantNow ?? new Date(session.clock.nowMs());
  const own = await session.ownUsername(signal);
  const inUse = records.find(({ username }) => username === own);
  if (inUse !== undefined) throw new DiagnosticError(nameInUse(words, inUse));
  const isLeftover = isLeftoverOf(own, now);
  for (const { id } of records.filter(isLeftover)) {
    // The list that shows it may be a minute old.
    const [record] = (await session.reader.ask(byId(id), { signal })).records;
    if (record === undefined || !isLeftover(record)) continue;
    const isPurged = isStale(record.description, now);
    if (isPurged) await purge(session, record, signal);
    diagnostics.add(isPurged ? purged(words, record) : unfinished(words, record));
  }
  const finished = records.filter(isFinished);
  if (finished.length > 0) diagnostics.add(namesakes(words, finished));
  return { tenantNow: now, seen: new Set(records.map(({ id }) => id)) };
}

export interface Purged extends Pick<Cleared, "tenantNow"> {
  readonly purged: readonly PrincipalRecord[];
}

/**
 * Around a rotation: removes a successor that a killed one left. Its name is this one's alone, and Terraform's lock keeps
 * other runs away, so nobody waits for it, whatever its date.
 */
export async function purgeUnfinished(
  session: PrincipalSession,
  { displayName, diagnostics, signal }: NameCheck,
): Promise<Purged> {
  const selector = { by: "displayName", value: displayName } as const;
  const { records, tenantNow } = await session.reader.ask(selector, { signal });
  const left = await unfinishedAmong(session, records, signal);
  for (const record of left) {
    await purge(session, record, signal);
    diagnostics.add(purged(session.kind.words, record));
  }
  return { tenantNow: tenantNow ?? new Date(session.clock.nowMs()), purged: left };
}

/** For Read: the same, which nothing is done to. */
export async function findUnfinished(
  session: PrincipalSession,
  displayName: string,
  signal: AbortSignal,
): Promise<readonly PrincipalRecord[]> {
  const selector = { by: "displayName", value: displayName } as const;
  const { records } = await session.reader.find(selector, signal);
  return await unfinishedAmong(session, records, signal);
}

async function unfinishedAmong(
  { ownCreates, ownUsername }: PrincipalSession,
  records: readonly PrincipalRecord[],
  signal: AbortSignal,
): Promise<readonly PrincipalRecord[]> {
  const isClaimed = isClaimOf(await ownUsername(signal));
  return records.filter((record) => isClaimed(record) && !ownCreates.has(record));
}

/**
 * After a create, where the list is late: tells of what the look before the create could not see. It is made and works,
 * so that nothing fails it any more.
 */
export async function tellLateLeftovers(
  session: PrincipalSession,
  { displayName, diagnostics, signal, seen }: NameCheck & Pick<Cleared, "seen">,
): Promise<void> {
  const { words } = session.kind;
  try {
    const selector = { by: "displayName", value: displayName } as const;
    const { records } = await session.reader.look({ selector }, signal);
    const late = records.filter(
      (record) => !(seen.has(record.id) || session.ownCreates.has(record)),
    );
    const isClaimed = isClaimOf(await session.ownUsername(signal));
    for (const record of late.filter(isClaimed)) diagnostics.add(unfinished(words, record));
    const finished = late.filter(isFinished);
    if (finished.length > 0) diagnostics.add(namesakes(words, finished));
  } catch (error) {
    if (!(signal.aborted || error instanceof AtlanRequestError)) throw error;
    diagnostics.add(notLookedAgain(words, displayName, error));
  }
}

const isClaimOf =
  (creator: string) =>
  ({ createdBy, description }: PrincipalRecord): boolean =>
    createdBy === creator && isClaim(description);

/** A token for one run may be another run's until it has expired. */
const isLeftoverOf =
  (creator: string, tenantNow: Date) =>
  ({ createdBy, description }: PrincipalRecord): boolean =>
    createdBy === creator && (isClaim(description) || isStale(description, tenantNow));

const isFinished = ({ description }: PrincipalRecord): boolean =>
  !(isClaim(description) || hasRunNote(description));

const createdAtOf = ({ createdAt }: PrincipalRecord): string =>
  createdAt === null ? "at an unknown time" : `on ${toRfc3339(createdAt)}`;

/** A tainted one is replaced without the plan being told: its successor would be made before its own purge is refused. */
const nameInUse = (
  { short, credential, usesIt }: Words,
  { id, displayName }: PrincipalRecord,
): Diagnostic => ({
  severity: "error",
  summary: `Refused to create the ${short} in use again`,
  detail:
    `The ${credential} that this provider ${usesIt} is the ${short} ${id}, and its display name is ${JSON.stringify(displayName)} already. A second ${short} of that name would look like its replacement, but the provider cannot replace it, because it cannot delete its own ${short}.\n\n` +
    `Give the provider another ${credential}, or the new ${short} another display_name.`,
  attribute: ["display_name"],
});

const purged = (words: Words, record: PrincipalRecord): Diagnostic =>
  hasRunNote(record.description) ? purgedAfterRun(words, record) : purgedUnfinished(words, record);

const purgedAfterRun = ({ noun, short }: Words, record: PrincipalRecord): Diagnostic => ({
  severity: "warning",
  summary: `Purged expired ephemeral ${noun} ${record.id}`,
  detail:
    `An earlier run created the ${short} ${JSON.stringify(record.displayName)} for itself, ${createdAtOf(record)}, and was killed before it deleted it. ` +
    `The ${short} has expired, so it was deleted before the new one was created.`,
});

const purgedUnfinished = ({ noun, short }: Words, record: PrincipalRecord): Diagnostic => ({
  severity: "warning",
  summary: `Purged unfinished ${noun} ${record.id}`,
  detail:
    `An earlier run was interrupted while it created the ${short} ${JSON.stringify(record.displayName)}, ${createdAtOf(record)}. ` +
    "Nobody has its secret, so it was deleted.",
});

/** A run that was killed and is started again at once: the claim is in date, and no later create may come to purge it. */
const unfinished = ({ noun, short, deletion }: Words, record: PrincipalRecord): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${record.id} is not finished`,
  detail:
    `The tenant has a ${short} with the display name ${JSON.stringify(record.displayName)}, ${createdAtOf(record)}, whose creation has not ended: ` +
    `its description is ${JSON.stringify(record.description)}. Another run may be creating it now, or a run was killed while it did. ` +
    "A create of this name after that date deletes it.\n\n" +
    "Only if you are sure that no other run is under way: delete it in Atlan's admin centre, or with " +
    `\`${deletion}\`. Nobody has its secret.`,
});

const namesakes = (
  { noun, short, deletion }: Words,
  records: readonly PrincipalRecord[],
): Diagnostic => {
  const [first, ...others] = records;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const list = records
    .map(
      (record) =>
        `  - ${record.id}, created ${createdAtOf(record)} by ${record.createdBy ?? "unknown"}`,
    )
    .join("\n");
  return {
    severity: "warning",
    summary: `${noun} name exists already: ${first?.id}${more}`,
    detail:
      `The tenant already has ${records.length === 1 ? `a ${short}` : `${short}s`} with the display name ${JSON.stringify(first?.displayName)}:\n${list}\n\n` +
      `It may be the ${short} that this resource replaces, a ${short} of somebody else with the same name, or the leftover of a run ` +
      `that was killed before Terraform saved its state. The new ${short} is created anyway. This resource finds its ${short} ` +
      "by the GUID. A lookup by this display name fails, and lists them.\n\n" +
      `Only if you are sure that nobody uses it: delete it in Atlan's admin centre, or with \`${deletion}\`. Deletion cannot be undone.`,
  };
};

const notLookedAgain = (
  { noun, short }: Words,
  displayName: string,
  error: unknown,
): Diagnostic => ({
  severity: "warning",
  summary: `${noun}s of the same name were not looked for again`,
  detail:
    `The ${noun} ${JSON.stringify(displayName)} was created. The tenant shows new ${short}s late, so that the look before the create may have missed ` +
    `another ${short} of that name. The look after the create failed: ${messageOf(error)}.\n\n` +
    `If a run was killed shortly before this one, look in Atlan's admin centre for a ${short} of that name that this resource does not have in the state.`,
});
