// Waits until a new principal itself works: Atlan's two halves learn of it at different times.
import {
  type AtlanErrorKind,
  AtlanRequestError,
  currentUser,
  type Http,
  listStructTypedefs,
} from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { backoffMs } from "../../deadline.js";

/** How often in a row each half must accept it. */
const TIMES_IN_A_ROW = 2;

const NOT_YET: ReadonlySet<AtlanErrorKind> = new Set<AtlanErrorKind>([
  "unauthorized",
  "forbidden",
  "not_found",
  "web_page",
  "malformed_reply",
  "rate_limited",
  "server_error",
  "timeout",
  "connection_broken",
]);

export interface NewPrincipal {
  /** Acts as the new principal. */
  readonly http: Http;
  readonly username: string;
}

export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly untilMs: number;
}

/** What is wrong still, as a clause; undefined when this half accepts it. */
type Probe = (made: NewPrincipal, signal: AbortSignal) => Promise<string | undefined>;

const PROBES: readonly Probe[] = [askService, askMetastore];

/**
 * @returns undefined when it works, otherwise what was last seen instead, as a clause.
 * @throws what no waiting mends, and the signal's reason.
 */
export async function waitUntilReady(
  made: NewPrincipal,
  { clock, signal, untilMs }: Patience,
): Promise<string | undefined> {
  const halves = PROBES.map((probe) => ({ probe, inARow: 0 }));
  for (let backoffs = 0; ; ) {
    let problem: string | undefined;
    for (const half of halves.filter(({ inARow }) => inARow < TIMES_IN_A_ROW)) {
      const unready = await unlessNotYet(() => half.probe(made, signal), signal);
      half.inARow = unready === undefined ? half.inARow + 1 : 0;
      problem = unready ?? problem;
    }
    if (halves.every(({ inARow }) => inARow === TIMES_IN_A_ROW)) return undefined;
    if (problem === undefined) continue;
    const restMs = untilMs - clock.elapsedMs();
    if (restMs <= 0) return problem;
    backoffs += 1;
    await clock.sleep(Math.min(backoffMs(backoffs), restMs), signal);
  }
}

async function askService({ http, username }: NewPrincipal, signal: AbortSignal) {
  const { body } = await currentUser(http, { signal, priority: "under_way" });
  return body.username === username ? undefined : `users/current answers as ${body.username}`;
}

async function askMetastore({ http }: NewPrincipal, signal: AbortSignal) {
  const { body } = await listStructTypedefs(http, { signal, priority: "under_way" });
  return body.length === 0 ? "types/typedefs answers with an empty list" : undefined;
}

/** A probe of something new: a failure that waiting may mend is what is wrong still. */
export async function unlessNotYet(
  probe: () => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await probe();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof AtlanRequestError && NOT_YET.has(error.kind)) return error.message;
    throw error;
  }
}
