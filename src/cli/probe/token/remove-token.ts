// Takes the probe's token away, whatever happened before, or says what is left and how to delete it by hand.
import { AtlanRequestError, type Http } from "../../../client/index.js";
import type { Clock } from "../../../clock.js";
import { backoffMs, NOT_YET_MS } from "../../../deadline.js";
import { toRfc3339 } from "../../../rfc3339.js";
import type { Exchange } from "../measure/bracket.js";
import type { Ask } from "../requests/ask.js";
import { recordsOf, textOf } from "../requests/fields.js";
import { type OwnToken, TOKENS, type TokenPlan } from "./own-token.js";

/** A block of one minute fits in, and a try after it. */
const DELETE_PATIENCE_MS = 120_000;
/** A list may be late. */
const LOOK_PATIENCE_MS = 60_000;

export interface Removal {
  readonly ask: Ask;
  readonly http: Http;
  readonly clock: Clock;
  /** Ends the waiting between tries. */
  readonly signal: AbortSignal;
}

/** When it was deleted, or what is left and how to delete it by hand. */
export type Removed = { readonly deletion: Exchange } | { readonly leftover: string };

export async function removeToken(removal: Removal, token: OwnToken): Promise<Removed> {
  const knownMs = token.made.repliedMs + NOT_YET_MS;
  const end = await deleteById(removal, token.id, knownMs);
  return typeof end === "string"
    ? { leftover: leftoverOf(token, token.clientId, end) }
    : { deletion: end };
}

/** After a create whose reply was lost. @returns what may be left; null when nothing of that name is there, or any more */
export async function removeByName(removal: Removal, plan: TokenPlan): Promise<string | null> {
  const { clock, signal } = removal;
  const startedMs = clock.elapsedMs();
  for (let round = 1; ; round++) {
    const found = await findByName(removal, plan.name);
    if (typeof found === "object" && found !== null) {
      const end = await deleteById(removal, found.id, clock.elapsedMs());
      return typeof end === "string" ? leftoverOf(plan, found.clientId, end) : null;
    }
    const isOver = clock.elapsedMs() - startedMs >= LOOK_PATIENCE_MS || signal.aborted;
    if (isOver) return found === null ? null : leftoverOf(plan, null, found);
    await clock.sleep(backoffMs(round), signal).catch(() => {});
  }
}

interface Found {
  readonly id: string;
  readonly clientId: string | null;
}

/** A text says why nothing can be said. */
async function findByName({ ask, http }: Removal, name: string): Promise<Found | null | string> {
  const query = { filter: JSON.stringify({ displayName: name }), limit: 2, offset: 0 };
  const answer = await answerOf(ask(http, { method: "GET", path: TOKENS, query }));
  if (typeof answer === "string") return answer;
  if (answer.status !== 200) return `the list of tokens answered ${answer.status}`;
  const own = recordsOf(answer.body).find(({ displayName }) => displayName === name);
  const id = textOf(own?.id);
  return id === null ? null : { id, clientId: textOf(own?.clientId) };
}

/**
 * @param knownMs from when on the tenant must know it, so that "not found" means that it is gone
 * @returns when it was deleted; a text says why it is not
 */
async function deleteById(
  { ask, http, clock, signal }: Removal,
  id: string,
  knownMs: number,
): Promise<Exchange | string> {
  const startedMs = clock.elapsedMs();
  const path = `${TOKENS}/${encodeURIComponent(id)}`;
  for (let round = 1; ; round++) {
    const answer = await answerOf(ask(http, { method: "DELETE", path }));
    const isKnown = clock.elapsedMs() >= knownMs;
    if (typeof answer === "object" && isGone(answer.status, isKnown)) return answer;
    const isOver = clock.elapsedMs() - startedMs >= DELETE_PATIENCE_MS || signal.aborted;
    if (isOver) return typeof answer === "string" ? answer : `the tenant answered ${answer.status}`;
    await clock.sleep(backoffMs(round), signal).catch(() => {});
  }
}

const isGone = (status: number, isKnown: boolean): boolean =>
  (status >= 200 && status <= 299) || (isKnown && (status === 404 || status === 410));

/** The message of a request that got no answer. */
async function answerOf<T>(asked: Promise<T>): Promise<T | string> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AtlanRequestError) return error.message;
    throw error;
  }
}

/** @param clientId null: it is not known whether there is a token */
function leftoverOf({ name, expiresAt }: TokenPlan, clientId: string | null, why: string): string {
  const until = `Its secret ends by itself at ${toRfc3339(expiresAt)}.`;
  return clientId === null
    ? `Cannot tell whether the tenant made a token named "${name}": ${why}. Look for that name among the API tokens in Atlan's admin centre, and delete it. ${until}`
    : `Cannot delete the probe's API token ${clientId}: ${why}. Delete it by hand in Atlan's admin centre; its name is "${name}". ${until}`;
}
