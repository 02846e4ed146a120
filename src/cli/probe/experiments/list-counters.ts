// What the counters of a list say under a filter, and without counting.

import { fieldsOf, type Query } from "../../../client/index.js";
import { UnexpectedResponseError } from "../requests/ask.js";
import { numberOf } from "../requests/fields.js";
import { TOKENS } from "../token/own-token.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";

interface Counters {
  readonly totalRecord: number | null;
  readonly filterRecord: number | null;
}

export interface CounterFacts {
  readonly unfiltered: Counters;
  readonly filtered: Counters;
  readonly uncounted: Counters;
}

async function observe({ ask, asKey, token: { id } }: ProbeContext): Promise<CounterFacts> {
  const countersOf = async (more: Query): Promise<Counters> => {
    const query = { limit: 1, offset: 0, ...more };
    const { status, body } = await ask(asKey, { method: "GET", path: TOKENS, query });
    if (status !== 200) throw new UnexpectedResponseError(`a list of one token answered ${status}`);
    const { totalRecord, filterRecord } = fieldsOf(body);
    return { totalRecord: numberOf(totalRecord), filterRecord: numberOf(filterRecord) };
  };
  const filter = JSON.stringify({ id });
  return {
    unfiltered: await countersOf({}),
    filtered: await countersOf({ filter }),
    uncounted: await countersOf({ count: false }),
  };
}

export function interpretCounters({
  unfiltered,
  filtered,
  uncounted,
}: CounterFacts): Interpretation {
  const withoutCounting =
    uncounted.totalRecord === 0
      ? "With count=false it is 0."
      : `With count=false it is ${uncounted.totalRecord ?? "missing"}.`;
  const all = unfiltered.totalRecord;
  const { totalRecord } = filtered;
  if (totalRecord === null || all === null || all <= 1) {
    return { answer: `totalRecord says nothing here: there is no other token. ${withoutCounting}` };
  }
  const totalCountsAll = totalRecord > 1;
  const under = totalCountsAll
    ? "Under a filter totalRecord counts all tokens."
    : "Under a filter totalRecord counts what the filter finds.";
  return { answer: `${under} ${withoutCounting}`, settings: { totalCountsAll } };
}

export const listCounters = experiment({
  id: "list_counters",
  question: "What do the counters of a list count?",
  observe,
  interpret: interpretCounters,
});
