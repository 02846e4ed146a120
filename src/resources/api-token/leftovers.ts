// Before a create: removes what a killed create of the same name left behind, and tells of tokens that have the name already.
import type { ApiToken } from "../../client/index.js";
import type { Diagnostic, DiagnosticSink } from "../../framework/index.js";
import type { Session } from "../session.js";
import { isClaim, isStaleClaim } from "./claim.js";
import { toRfc3339 } from "./lifetime.js";
import { purgeToken } from "./purge.js";

export interface Look {
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
}

/** @returns the tenant's time, or the local clock's where the tenant does not tell. */
export async function clearLeftovers(
  session: Session,
  displayName: string,
  { diagnostics, signal }: Look,
): Promise<Date> {
  const { tokens, tenantNow } = await session.tokens.ask(
    { by: "displayName", value: displayName },
    signal,
  );
  const now = tenantNow ?? new Date(session.clock.nowMs());
  const own = (await session.principal(signal)).username;
  for (const token of tokens) {
    if (token.createdBy === own && isStaleClaim(token.description, now)) {
      await purgeToken(session, token.id, signal);
      diagnostics.add(purged(token));
    }
  }
  const finished = tokens.filter(({ description }) => !isClaim(description));
  if (finished.length > 0) diagnostics.add(namesakes(displayName, finished));
  return now;
}

const bornAt = ({ createdAt }: ApiToken): string =>
  createdAt === null ? "at an unknown time" : `on ${toRfc3339(createdAt)}`;

const purged = (token: ApiToken): Diagnostic => ({
  severity: "warning",
  summary: `Purged unfinished API token ${token.id}`,
  detail:
    `An earlier run was interrupted while it created the token ${JSON.stringify(token.displayName)}, ${bornAt(token)}. ` +
    "Nobody has its secret, so it was deleted before the new one was created.",
});

const namesakes = (displayName: string, tokens: readonly ApiToken[]): Diagnostic => {
  const [first, ...others] = tokens;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const list = tokens
    .map((token) => `  - ${token.id}, created ${bornAt(token)} by ${token.createdBy ?? "unknown"}`)
    .join("\n");
  return {
    severity: "warning",
    summary: `API token name exists already: ${first?.id}${more}`,
    detail:
      `The tenant already has ${tokens.length === 1 ? "a token" : "tokens"} with the display name ${JSON.stringify(displayName)}:\n${list}\n\n` +
      "Perhaps this is the token that this resource replaces, perhaps somebody else's of the same name, perhaps the leftover of a run " +
      "that was killed before Terraform saved its state. The new token is created all the same, and nothing confuses the two: " +
      "this resource goes by the id. A lookup by this display name will fail, and list them.\n\n" +
      "Only if you are sure that nobody uses it: delete it in Atlan's admin centre, or with `DELETE /api/service/apikeys/<id>`. Deletion cannot be undone.",
  };
};
