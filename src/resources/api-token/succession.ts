// Whether another token took over from the one that the state names, without this state knowing of it.
import type { ApiToken } from "../../client/index.js";
import type { Diagnostic } from "../../framework/index.js";
import { toRfc3339 } from "../rfc3339.js";
import { successorIn } from "../rotation/names.js";
import { stateRemoval } from "../state-removal.js";
import { isClaim } from "./claim.js";
import type { TokenState } from "./mapping.js";
import { byClientId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

type Session = Pick<TokenSession, "tokens" | "ownUsername" | "tokensInState">;

/**
 * The live token that the name of this one tells of. Null where that one is gone, or was never finished: then this one has
 * not been succeeded, and the next update gives it its name back.
 */
export async function successorOf(
  { tokens }: Session,
  token: ApiToken,
  { prior, signal }: { readonly prior: TokenState; readonly signal: AbortSignal },
): Promise<ApiToken | null> {
  const clientId = successorIn(token.displayName);
  if (clientId === undefined || token.displayName === prior.display_name) return null;
  const [successor] = (await tokens.ask(byClientId(clientId), { signal })).tokens;
  return successor === undefined || isClaim(successor.description) ? null : successor;
}

/**
 * The live token that has the name of one that is gone, and may be its successor. Only of a token that is rotated. A token that
 * the state has took over from nobody: it replaced this one, and a run was killed when it had deleted this one.
 */
export async function namedSuccessorOf(
  { tokens, ownUsername, tokensInState }: Session,
  prior: TokenState,
  signal: AbortSignal,
): Promise<ApiToken | null> {
  if (prior.rotation === null && prior.retiring.length === 0) return null;
  // Whoever rotates makes the successor: the API key of this run, or of another state.
  const creators = [await ownUsername(signal), prior.created_by];
  const { tokens: named } = await tokens.find(
    { by: "displayName", value: prior.display_name },
    signal,
  );
  const isSuccessor = ({ id, createdBy, createdAt, description }: ApiToken): boolean =>
    id !== prior.id &&
    !tokensInState.has(id) &&
    creators.includes(createdBy) &&
    !isClaim(description) &&
    (createdAt === null || prior.created_at === null || createdAt >= new Date(prior.created_at));
  return named.find(isSuccessor) ?? null;
}

const waysOut = (prior: TokenState, { id }: ApiToken): string =>
  [
    "Nothing was changed, neither in the tenant nor in the state. Ways out:",
    "  - If there is a newer state, use that one.",
    `  - If somebody has the secret of ${id}: take the old token out of the state, \`${stateRemoval(prior)}\`, and import ${id}. ATLAN_IMPORT_SECRETS_FILE gives the state its secret.`,
    `  - If nobody uses ${id}: delete it in Atlan's admin centre, or with \`DELETE /api/service/apikeys/${id}\`, and apply. That cannot be undone.`,
  ].join("\n");

const WHY =
  "The state is an older copy from before a rotation, or another state that has the same token, or a run was killed after the rotation and before Terraform saved its state.";

const lineOf = ({ id, clientId, createdAt }: ApiToken): string =>
  `${id} (${clientId}, created ${createdAt === null ? "at an unknown time" : toRfc3339(createdAt)})`;

/** @param isGone otherwise it is there, under a retired name */
export const takenOver = (
  prior: TokenState,
  successor: ApiToken,
  { isGone }: { readonly isGone: boolean },
): Diagnostic => {
  const seen = isGone
    ? `It is gone, and ${lineOf(successor)} has its name.`
    : `The tenant says that it was rotated, and that ${lineOf(successor)} has succeeded it.`;
  const named = `The state names the API token ${JSON.stringify(prior.display_name)}, ${prior.id} (${prior.client_id}).`;
  const namesake = `If ${successor.id} is another token that only has the same name, take the old one out of the state: the next apply then creates a new one.`;
  const paragraphs = [`${named} ${seen} ${WHY}`, waysOut(prior, successor)];
  return {
    severity: "error",
    summary: "Another API token has taken over",
    detail: [...paragraphs, ...(isGone ? [namesake] : [])].join("\n\n"),
  };
};

/** It is kept in the state: of the state alone it is known which predecessors still work. */
export const goneBefore = ({ id, display_name, retiring }: TokenState): Diagnostic => ({
  severity: "warning",
  summary: `API token ${id} is gone`,
  detail: `The token ${JSON.stringify(display_name)} was deleted outside Terraform, and its predecessor still works: ${retiring.map((each) => each.id).join(", ")}. The state is kept. The next apply replaces the token, and deletes the predecessor.`,
});
