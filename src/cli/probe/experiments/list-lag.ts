// How late the list of tokens shows a create, an update and a deletion.
import {
  type Bracket,
  bracketOf,
  bracketText,
  type Exchange,
  isWorthAnother,
  spreadOf,
} from "../measure/bracket.js";
import { growing, watch, within } from "../measure/watch.js";
import { type AfterDeletion, experiment, type ProbeContext } from "./experiment.js";
import { type ListedToken, listedOnce, lookForToken, rewrite } from "./token-record.js";

const LOOKS_AT_ONCE = 10;
const MOST_UPDATES = 6;

interface Lags {
  readonly lags: readonly Bracket[];
}

const judgeOf =
  (what: string) =>
  ({ lags }: Lags) => {
    const spread = spreadOf(lags);
    if (spread === null) return { answer: `The list did not show ${what} within two minutes.` };
    const text = bracketText(spread.bracket);
    const times = lags.length === 1 ? "" : ` (${lags.length} measurements)`;
    return {
      answer: spread.isSteady
        ? `It shows ${what} ${text}${times}.`
        : `The delay varies: it shows ${what} ${text}${times}.`,
    };
  };

export const listShowsCreate = experiment({
  id: "list_shows_create",
  question: "How late does the list show a new token?",
  observe: async (context: ProbeContext): Promise<Lags> => {
    await context.room(LOOKS_AT_ONCE);
    await listedOnce(context, context.token.made, () => true);
    return { lags: context.listLags.slice(-1) };
  },
  judge: judgeOf("a new token"),
});

export const listShowsUpdate = experiment({
  id: "list_shows_update",
  question: "How late does the list show an update?",
  observe: observeUpdates,
  judge: judgeOf("an update"),
});

/** Each update narrows down what is known, until it is known well enough. */
async function observeUpdates(context: ProbeContext): Promise<Lags> {
  const lags: Bracket[] = [];
  for (let updates = 0; updates < MOST_UPDATES; updates++) {
    const known = spreadOf(context.listLags);
    if (updates > 0 && (known === null || !isWorthAnother(known))) break;
    await context.room(LOOKS_AT_ONCE);
    const { write, description } = await rewrite(context);
    const lag = await lagOf(context, write, (token) => token?.description === description);
    if (lag === null) break;
    lags.push(lag);
  }
  return { lags };
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
  judge: judgeOf("a deletion"),
});

/** It looks most often around the delay that is known already. */
async function lagOf(
  context: ProbeContext,
  since: Exchange,
  isRight: (token: ListedToken | null) => boolean,
): Promise<Bracket | null> {
  const { clock, signal, listLags } = context;
  const known = spreadOf(listLags);
  const offsetsMs = known === null ? growing(2) : within(known.bracket);
  const look = () => lookForToken(context, isRight);
  const lag = bracketOf(since, await watch({ clock, signal, since, offsetsMs, look }));
  if (lag !== null) listLags.push(lag);
  return lag;
}
