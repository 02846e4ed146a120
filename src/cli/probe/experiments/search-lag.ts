// How late a search shows a change of a connection.
import { fieldsOf } from "../../../client/index.js";
import { requireAccepted } from "../connection/connection-admins.js";
import { type Bracket, bracketOf, roundestIn, spreadOf } from "../measure/bracket.js";
import { around, narrowDown, watch } from "../measure/watch.js";
import { type Observation, UnexpectedResponseError } from "../requests/ask.js";
import { itemsOf, numberOf } from "../requests/fields.js";
import { indexSearch, term } from "../requests/index-search.js";
import type { Interpretation } from "./experiment.js";
import { interpretLags, type Lags, LOOKS_AT_ONCE } from "./lags.js";
import { type ConnectionContext, onConnection } from "./on-connection.js";

/** Each adds the probe's token to the admins, and takes it away again. */
const MOST_PAIRS = 3;

async function observe(context: ConnectionContext): Promise<Lags> {
  const { admins, token } = context;
  const measure = async (measured: readonly Bracket[]) => {
    const added = await lagOf(context, measured, () => admins.add(context, token.username));
    // What is left of it, the end of the run takes away.
    if (added === null) return [];
    const soFar = [...measured, added];
    const removed = await lagOf(context, soFar, () => admins.remove(context, token.username));
    return removed === null ? [added] : [added, removed];
  };
  return { lags: await narrowDown({ most: MOST_PAIRS, known: spreadOf, measure }) };
}

/** By the time of the change, not by the admins: an index that is late may still show an earlier state with the same admins. */
async function lagOf(
  context: ConnectionContext,
  measured: readonly Bracket[],
  change: () => Promise<Observation>,
): Promise<Bracket | null> {
  const { ask, admins, clock, signal } = context;
  await context.waitForRoom(LOOKS_AT_ONCE);
  const since = requireAccepted(await change());
  const changedAtMs = timeOf((await admins.read(context)).changedAtMs);
  const look = async () => {
    const filter = [term("__guid", admins.guid)];
    const found = await indexSearch(ask, admins.asAdmin, { filter, size: 1 });
    const [hit] = itemsOf(fieldsOf(found.body).entities).map(fieldsOf);
    if (hit === undefined)
      throw new UnexpectedResponseError("a search does not find the connection");
    return { ...found, isThere: timeOf(numberOf(hit.updateTime)) >= changedAtMs };
  };
  const offsetsMs = around(spreadOf(measured));
  return bracketOf(since, await watch({ clock, signal, since, offsetsMs, look }));
}

function timeOf(ms: number | null): number {
  if (ms !== null) return ms;
  throw new UnexpectedResponseError("the tenant does not say when the connection was changed");
}

export function interpretSearchLag(facts: Lags): Interpretation {
  const spread = spreadOf(facts.lags);
  return {
    ...interpretLags("A search", "a change", facts),
    ...(spread !== null && { settings: { searchLagMs: roundestIn(spread.bracket) } }),
  };
}

export const searchLag = onConnection({
  id: "search_lag",
  question: "How late does a search show a change?",
  observe,
  interpret: interpretSearchLag,
});
