// Around a create: removes what a killed create of the same name left behind, and tells of tokens that have the name already.

import { type ApiToken, AtlanRequestError } from "../../client/index.js";
import { messageOf } from "../../describe-error.js";
import { type Diagnostic, DiagnosticError, type DiagnosticSink } from "../../framework/index.js";
import { toRfc3339 } from "../rfc3339.js";
import { hasRunNote, isClaim, isStale } from "./claim.js";
import { purgeToken } from "./purge.js";
import { byId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

export interface NameCheck {
  readonly displayName: string;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
}

export interface Cleared {
  /** The local clock's where the tenant does not tell. */
  readonly tenantNow: Date;
  /** GUIDs of the tokens of this name that were listed. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Before the create.
 *
 * @throws DiagnosticError when the API key's own token has the name
 */
export async function clearLeftovers(
  session: TokenSession,
  { displayName, diagnostics, signal }: NameCheck,
): Promise<Cleared> {
  const selector = { by: "displayName", value: displayName } as const;
  const { tokens, tenantNow } = await session.tokens.find(selector, signal);
  const now = tenantNow ?? new Date(session.clock.nowMs());
  const own = await session.ownUsername(signal);
  const inUse = tokens.find(({ username }) => username === own);
  if (inUse !== undefined) throw new DiagnosticError(nameOfTokenInUse(inUse));
  const isLeftover = isLeftoverOf(own, now);
  for (const { id } of tokens.filter(isLeftover)) {
    // The list that shows it may be a minute old.
    const [token] = (await session.tokens.ask(byId(id), { signal })).tokens;
    if (token === undefined || !isLeftover(token)) continue;
    const isPurged = isStale(token.description, now);
    if (isPurged) await purgeToken(session, token, signal);
    diagnostics.add(isPurged ? purged(token) : unfinished(token));
  }
  const finished = tokens.filter(isFinished);
  if (finished.length > 0) diagnostics.add(namesakes(displayName, finished));
  return { tenantNow: now, seen: new Set(tokens.map(({ id }) => id)) };
}

export interface Purged extends Pick<Cleared, "tenantNow"> {
  readonly purged: readonly ApiToken[];
}

/**
 * Around a rotation: removes a successor that a killed one left. Its name is this token's alone, and Terraform's lock keeps
 * other runs away, so nobody waits for it, whatever its date.
 */
export async function purgeUnfinished(
  session: TokenSession,
  { displayName, diagnostics, signal }: NameCheck,
): Promise<Purged> {
  const selector = { by: "displayName", value: displayName } as const;
  const { tokens, tenantNow } = await session.tokens.ask(selector, { signal });
  const isClaimed = isClaimOf(await session.ownUsername(signal));
  const left = tokens.filter((one) => isClaimed(one) && !session.ownCreates.has(one));
  for (const token of left) {
    await purgeToken(session, token, signal);
    diagnostics.add(purged(token));
  }
  return { tenantNow: tenantNow ?? new Date(session.clock.nowMs()), purged: left };
}

/**
 * After a create, where the list is late: tells of what the look before the create could not see. The token is made and works,
 * so that nothing fails it any more.
 */
export async function tellLateLeftovers(
  session: TokenSession,
  { displayName, diagnostics, signal, seen }: NameCheck & Pick<Cleared, "seen">,
): Promise<void> {
  try {
    const selector = { by: "displayName", value: displayName } as const;
    const { tokens } = await session.tokens.look({ selector }, signal);
    const late = tokens.filter((token) => !(seen.has(token.id) || session.ownCreates.has(token)));
    const isClaimed = isClaimOf(await session.ownUsername(signal));
    for (const token of late.filter(isClaimed)) diagnostics.add(unfinished(token));
    const finished = late.filter(isFinished);
    if (finished.length > 0) diagnostics.add(namesakes(displayName, finished));
  } catch (error) {
    if (!(signal.aborted || error instanceof AtlanRequestError)) throw error;
    diagnostics.add(notLookedAgain(displayName, error));
  }
}

const isClaimOf =
  (creator: string) =>
  ({ createdBy, description }: ApiToken): boolean =>
    createdBy === creator && isClaim(description);

/** A token for one run may be another run's until it has expired. */
const isLeftoverOf =
  (creator: string, tenantNow: Date) =>
  ({ createdBy, description }: ApiToken): boolean =>
    createdBy === creator && (isClaim(description) || isStale(description, tenantNow));

const isFinished = ({ description }: ApiToken): boolean =>
  !(isClaim(description) || hasRunNote(description));

const createdAtOf = ({ createdAt }: ApiToken): string =>
  createdAt === null ? "at an unknown time" : `on ${toRfc3339(createdAt)}`;

/** A tainted token is replaced without the plan being told: its successor would be made before its own purge is refused. */
const nameOfTokenInUse = ({ id, displayName }: ApiToken): Diagnostic => ({
  severity: "error",
  summary: "Refused to create the token in use again",
  detail:
    `The API key that this provider signs in with is the token ${id}, and its display name is ${JSON.stringify(displayName)} already. A second token of that name would look like its replacement, but the provider cannot replace it, because it cannot delete its own token.\n\n` +
    "Give the provider another API key, or the new token another display_name.",
  attribute: ["display_name"],
});

const purged = (token: ApiToken): Diagnostic =>
  hasRunNote(token.description) ? purgedAfterRun(token) : purgedUnfinished(token);

const purgedAfterRun = (token: ApiToken): Diagnostic => ({
  severity: "warning",
  summary: `Purged expired ephemeral API token ${token.id}`,
  detail:
    `An earlier run created the token ${JSON.stringify(token.displayName)} for itself, ${createdAtOf(token)}, and was killed before it deleted it. ` +
    "The token has expired, so it was deleted before the new one was created.",
});

const purgedUnfinished = (token: ApiToken): Diagnostic => ({
  severity: "warning",
  summary: `Purged unfinished API token ${token.id}`,
  detail:
    `An earlier run was interrupted while it created the token ${JSON.stringify(token.displayName)}, ${createdAtOf(token)}. ` +
    "Nobody has its secret, so it was deleted before the new one was created.",
});

/** A run that was killed and is started again at once: the claim is in date, and no later create may come to purge it. */
const unfinished = (token: ApiToken): Diagnostic => ({
  severity: "warning",
  summary: `API token ${token.id} is not finished`,
  detail:
    `The tenant has a token with the display name ${JSON.stringify(token.displayName)}, ${createdAtOf(token)}, whose creation has not ended: ` +
    `its description is ${JSON.stringify(token.description)}. Another run may be creating it now, or a run was killed while it did. ` +
    "A create of this name after that date deletes it.\n\n" +
    "Only if you are sure that no other run is under way: delete it in Atlan's admin centre, or with " +
    "`DELETE /api/service/apikeys/<id>`. Nobody has its secret.",
});

const namesakes = (displayName: string, tokens: readonly ApiToken[]): Diagnostic => {
  const [first, ...others] = tokens;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const list = tokens
    .map(
      (token) =>
        `  - ${token.id}, created ${createdAtOf(token)} by ${token.createdBy ?? "unknown"}`,
    )
    .join("\n");
  return {
    severity: "warning",
    summary: `API token name exists already: ${first?.id}${more}`,
    detail:
      `The tenant already has ${tokens.length === 1 ? "a token" : "tokens"} with the display name ${JSON.stringify(displayName)}:\n${list}\n\n` +
      "It may be the token that this resource replaces, a token of somebody else with the same name, or the leftover of a run " +
      "that was killed before Terraform saved its state. The new token is created anyway. This resource finds its token " +
      "by the GUID. A lookup by this display name fails, and lists them.\n\n" +
      "Only if you are sure that nobody uses it: delete it in Atlan's admin centre, or with `DELETE /api/service/apikeys/<id>`. Deletion cannot be undone.",
  };
};

const notLookedAgain = (displayName: string, error: unknown): Diagnostic => ({
  severity: "warning",
  summary: "API tokens of the same name were not looked for again",
  detail:
    `The API token ${JSON.stringify(displayName)} was created. The tenant shows new tokens late, so that the look before the create may have missed ` +
    `another token of that name. The look after the create failed: ${messageOf(error)}.\n\n` +
    "If a run was killed shortly before this one, look in Atlan's admin centre for a token of that name that this resource does not have in the state.",
});
