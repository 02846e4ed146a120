// `POST /api/meta/search/indexsearch`: finds assets by an Elasticsearch query; the index lags behind by `searchLagMs`.

import { atlasRefusal, notSimulated } from "../api/refusal.js";
import type { Call, Route } from "../api/route.js";
import { isObject, isStringArray, type JsonObject } from "../input/json.js";
import type { Asset } from "../state/entities.js";
import { assetHeader } from "./asset-header.js";
import { mayRead } from "./authorisation.js";
import { clauseTester } from "./search/clause.js";
import { fieldOf } from "./search/fields.js";

const DEFAULT_SIZE = 10;
/** Elasticsearch's own limit. */
const LARGEST_WINDOW = 10_000;

type Window = { readonly from: number; readonly size: number };

function windowOf(dsl: JsonObject): Window {
  const { from = 0, size = DEFAULT_SIZE } = dsl;
  const isWhole = (value: unknown): value is number =>
    Number.isSafeInteger(value) && Number(value) >= 0;
  if (!isWhole(from) || !isWhole(size)) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-102",
      "Index search failed: from and size must be whole numbers, 0 or more",
    );
  }
  if (from + size > LARGEST_WINDOW) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-103",
      `Index search failed: from + size must be ${LARGEST_WINDOW} or less`,
    );
  }
  return { from, size };
}

type SortKey = { readonly field: (asset: Asset) => unknown; readonly sign: 1 | -1 };

function sortKey(entry: unknown): SortKey {
  const [[name = "", rule] = ["", undefined]] = isObject(entry)
    ? Object.entries(entry)
    : [[String(entry), "asc"]];
  const order = isObject(rule) ? rule.order : rule;
  return { field: fieldOf(name).read, sign: order === "desc" ? -1 : 1 };
}

function comparedBy(keys: readonly SortKey[]) {
  return (left: Asset, right: Asset): number => {
    for (const { field, sign } of keys) {
      const [a, b] = [field(left), field(right)].map((value) =>
        typeof value === "number" ? value : String(value),
      );
      if (a !== b && a !== undefined && b !== undefined) return a < b ? -sign : sign;
    }
    return 0;
  };
}

function found(call: Call, dsl: JsonObject): Asset[] {
  const { state, principal } = call;
  const { query } = dsl;
  if (!isObject(query) || Object.keys(query).length === 0) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-029",
      "Bad request: invalid search query, dsl.query is missing or empty",
    );
  }
  const matches = clauseTester(query);
  const keys = [dsl.sort ?? []].flat().map(sortKey);
  if (principal.isFresh) return [];
  const indexedAt = state.clock.now() - state.settings.searchLagMs;
  return [...state.store.assets.values()]
    .filter((history) => mayRead(state, history, principal))
    .map((history) => history.at(indexedAt))
    .filter((asset) => asset !== undefined)
    .filter(matches)
    .sort(comparedBy(keys));
}

function requireNoAggregations(dsl: JsonObject): void {
  const aggregations = dsl.aggregations ?? dsl.aggs ?? {};
  if (isObject(aggregations) && Object.keys(aggregations).length > 0)
    throw notSimulated("aggregations in an index search");
}

/** Without a hit there is no `entities` at all, and SDKs rely on it. */
export const indexSearch: Route = (call) => {
  const body = isObject(call.request.body) ? call.request.body : {};
  const dsl = isObject(body.dsl) ? body.dsl : {};
  requireNoAggregations(dsl);
  const { from, size } = windowOf(dsl);
  const hits = found(call, dsl);
  const attributes = isStringArray(body.attributes) ? body.attributes : [];
  const page = hits.slice(from, from + size).map((asset) => assetHeader(asset, attributes));
  const metadata = isObject(body.requestMetadata) ? body.requestMetadata : {};
  return {
    queryType: "INDEX",
    searchParameters: {
      showSearchScore: false,
      suppressLogs: body.suppressLogs === true,
      allowDeletedRelations: false,
      attributes,
      ...metadata,
      requestMetadata: metadata,
      dsl,
      query: JSON.stringify(dsl),
    },
    ...(page.length === 0 ? {} : { entities: page }),
    approximateCount: hits.length,
  };
};
