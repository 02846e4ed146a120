// Waits until a new token itself works: Atlan's two halves learn of it at different times.
import {
  type AtlanErrorKind,
  AtlanRequestError,
  currentUser,
  type Http,
  listStructTypedefs,
} from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { backoffMs } from "../../deadline.js";

/** Each half must say yes this often in a row. */
const ROUNDS = 2;

const NOT_YET: ReadonlySet<AtlanErrorKind> = new Set<AtlanErrorKind>([
  "unauthorized",
  "forbidden",
  "not_found",
  "malformed_reply",
  "rate_limited",
  "server_error",
  "timeout",
  "connection_broken",
]);

export interface Candidate {
  /** Acts as the new token. */
  readonly http: Http;
  readonly username: string;
}

export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly untilMs: number;
}

/**
 * @returns undefined when the token works, otherwise what was last seen instead, as a clause.
 * @throws what no waiting mends, and the signal's reason.
 */
export async function waitUntilReady(
  candidate: Candidate,
  { clock, signal, untilMs }: Patience,
): Promise<string | undefined> {
  let inARow = 0;
  for (let round = 1; ; round++) {
    const problem = await probe(candidate, signal);
    inARow = problem === undefined ? inARow + 1 : 0;
    if (inARow === ROUNDS) return undefined;
    if (problem === undefined) continue;
    if (clock.nowMs() >= untilMs) return problem;
    await clock.sleep(Math.min(backoffMs(round), Math.max(untilMs - clock.nowMs(), 1)), signal);
  }
}

async function probe(
  { http, username }: Candidate,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const user = (await currentUser(http, { signal })).body;
    if (user.username !== username) return `users/current answers as ${user.username}`;
    const typedefs = (await listStructTypedefs(http, { signal })).body;
    return typedefs.length === 0 ? "types/typedefs answers with an empty list" : undefined;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof AtlanRequestError && NOT_YET.has(error.kind)) return error.message;
    throw error;
  }
}
