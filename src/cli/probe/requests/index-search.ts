// One search of the metastore's index, without a trace in anybody's search log.
import type { Http } from "../../../client/index.js";
import { type Ask, type Observation, UnexpectedResponseError } from "./ask.js";

export interface IndexSearch {
  /** Clauses that all have to match. */
  readonly filter: readonly object[];
  readonly size: number;
}

export const term = (field: string, value: string) => ({ term: { [field]: { value } } });

/** @throws UnexpectedResponseError when it is refused */
export async function indexSearch(
  ask: Ask,
  http: Http,
  { filter, size }: IndexSearch,
): Promise<Observation> {
  const body = {
    dsl: { from: 0, size, track_total_hits: true, query: { bool: { filter } } },
    attributes: [],
    suppressLogs: true,
    requestMetadata: { saveSearchLog: false },
  };
  const path = "/api/meta/search/indexsearch";
  const found = await ask(http, { method: "POST", path, body, isReadOnly: true });
  if (found.status !== 200) throw new UnexpectedResponseError(`a search answered ${found.status}`);
  return found;
}
