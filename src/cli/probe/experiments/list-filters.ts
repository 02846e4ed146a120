// Which filters find a token in the list.

import { recordsOf } from "../requests/fields.js";
import { type OwnToken, TOKENS } from "../token/own-token.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";

const FILTERS: { readonly [name: string]: (token: OwnToken) => object } = {
  displayName: ({ name }) => ({ displayName: name }),
  "displayName in another case": ({ name }) => ({ displayName: name.toUpperCase() }),
  clientId: ({ clientId }) => ({ clientId }),
  $in: ({ id }) => ({ id: { $in: [id] } }),
  $and: ({ id, name }) => ({ $and: [{ id }, { displayName: name }] }),
  $or: ({ id, name }) => ({ $or: [{ id }, { displayName: name }] }),
  $ilike: ({ name }) => ({ displayName: { $ilike: `${name.toUpperCase()}%` } }),
  $like: ({ name }) => ({ displayName: { $like: `${name}%` } }),
};

type Outcome = "finds it" | "finds nothing" | "finds other tokens" | number;

export interface FilterOutcomes {
  readonly filters: { readonly [name: string]: Outcome };
}

async function observe({ ask, asKey, token }: ProbeContext): Promise<FilterOutcomes> {
  const filters: { [name: string]: Outcome } = {};
  for (const [name, filterOf] of Object.entries(FILTERS)) {
    const query = { filter: JSON.stringify(filterOf(token)), limit: 2, offset: 0 };
    const { status, body } = await ask(asKey, { method: "GET", path: TOKENS, query });
    filters[name] = status === 200 ? outcomeOf(recordsOf(body), token) : status;
  }
  return { filters };
}

function outcomeOf(records: ReturnType<typeof recordsOf>, { id }: OwnToken): Outcome {
  if (records.some((record) => record.id !== id)) return "finds other tokens";
  return records.length > 0 ? "finds it" : "finds nothing";
}

export function interpretFilters({ filters }: FilterOutcomes): Interpretation {
  const told = Object.entries(filters).map(
    ([name, outcome]) => `${name}: ${typeof outcome === "number" ? `status ${outcome}` : outcome}`,
  );
  return { answer: told.join("\n") };
}

export const listFilters = experiment({
  id: "list_filters",
  question: "Which filters find a token in the list?",
  observe,
  interpret: interpretFilters,
});
