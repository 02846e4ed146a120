// How late the list of tokens shows a create, an update and a deletion.
import { type Bracket, bracketOf, type Exchange, spreadOf } from "../measure/bracket.js";
import { around, narrowDown, watch } from "../measure/watch.js";
import { type AfterDeletion, experiment, type ProbeContext } from "./experiment.js";
import { interpretLags, type Lags, LOOKS_AT_ONCE } from "./lags.js";
import { type ListedToken, listedOnce, lookForToken, rewrite } from "./token-record.js";

const MOST_UPDATES = 6;

const interpretListLags = (what: string) => (facts: Lags) => interpretLags("The list", what, facts);

export const listShowsCreate = experiment({
  id: "list_shows_create",
  question: "How late does the list show a new token?",
  observe: async (context: ProbeContext): Promise<Lags> => {
    await context.waitForRoom(LOOKS_AT_ONCE);
    await listedOnce(context, context.token.made, () => true);
    return { lags: context.listLags.slice(-1) };
  },
  interpret: interpretListLags("a new token"),
});

export const listShowsUpdate = experiment({
  id: "list_shows_update",
  question: "How late does the list show an update?",
  observe: observeUpdates,
  interpret: interpretListLags("an update"),
});

async function observeUpdates(context: ProbeContext): Promise<Lags> {
  const measure = async () => {
    await context.waitForRoom(LOOKS_AT_ONCE);
    const { write, description } = await rewrite(context);
    const lag = await lagOf(context, write, (token) => token?.description === description);
    return lag === null ? [] : [lag];
  };
  const known = () => spreadOf(context.listLags);
  return { lags: await narrowDown({ most: MOST_UPDATES, known, measure }) };
}

export const listShowsDeletion = experiment({
  id: "list_shows_deletion",
  question: "How late does the list show a deletion?",
  observe: async (context: AfterDeletion): Promise<Lags> => {
    // No waiting for room: there has to be enough of it before the deletion.
    const isGone = (token: ListedToken | null) => token === null;
    const lag = await lagOf(context, context.deletion, isGone);
    return { lags: lag === null ? [] : [lag] };
  },
  interpret: interpretListLags("a deletion"),
});

async function lagOf(
  context: ProbeContext,
  since: Exchange,
  isRight: (token: ListedToken | null) => boolean,
): Promise<Bracket | null> {
  const { clock, signal, listLags } = context;
  const offsetsMs = around(spreadOf(listLags));
  const look = () => lookForToken(context, isRight);
  const lag = bracketOf(since, await watch({ clock, signal, since, offsetsMs, look }));
  if (lag !== null) listLags.push(lag);
  return lag;
}
