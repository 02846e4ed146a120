// The index search: finds active assets of one kind by exact terms. It lags behind the entities, and folds the case of names.
import type { Asset, AssetKind } from "./asset-record.js";
import { listOf, objectOf } from "./json.js";
import type { CallOptions, Http, Reply } from "./request.js";

/** What assets can be searched by: our name, and the index's field. Names are indexed in lower case. */
const FIELDS = [
  ["id", "__guid"],
  ["qualifiedName", "qualifiedName"],
  ["name", "name.keyword"],
  ["connectorName", "connectorName"],
] as const;

export type AssetTerms = { readonly [Term in (typeof FIELDS)[number][0]]?: string };

export interface AssetQuery {
  /** All of them have to match; none: every asset of the kind. */
  readonly terms: AssetTerms;
  readonly from: number;
  readonly size: number;
}

export interface AssetPage<A extends Asset> {
  readonly hits: readonly A[];
  /** How many there were on this page before those that the index holds wrongly were left out. */
  readonly received: number;
}

/** Sorted by GUID. A POST that changes nothing. */
export function searchAssets<A extends Asset>(
  http: Http,
  { kind, terms, from, size }: AssetQuery & { readonly kind: AssetKind<A> },
  options: CallOptions,
): Promise<Reply<AssetPage<A>>> {
  const body = {
    dsl: {
      from,
      size,
      track_total_hits: true,
      query: { bool: { filter: clausesOf(kind.typeName, terms) } },
      sort: [{ __guid: { order: "asc" } }],
    },
    attributes: kind.attributes,
    suppressLogs: true,
    requestMetadata: { saveSearchLog: false },
  };
  const read = (sent: unknown) => readAssetPage(kind, sent);
  return http.request(
    { method: "POST", path: "/api/meta/search/indexsearch", body, isReadOnly: true, read },
    options,
  );
}

const term = (field: string, value: string) => ({ term: { [field]: { value } } });

const clausesOf = (typeName: string, terms: AssetTerms) => [
  term("__state", "ACTIVE"),
  term("__typeName.keyword", typeName),
  ...FIELDS.flatMap(([name, field]) => {
    const value = terms[name];
    return value === undefined ? [] : [term(field, value)];
  }),
];

/** Without a hit there is no `entities` at all (atlas-metastore). Kind and state are checked: the index may be late. */
function readAssetPage<A extends Asset>(kind: AssetKind<A>, sent: unknown): AssetPage<A> {
  const entities = listOf(objectOf(sent, "the search result").entities, "entities");
  const hits = entities
    .map((hit) => objectOf(hit, "a found asset"))
    .filter(({ typeName, status }) => typeName === kind.typeName && status === "ACTIVE");
  return { hits: hits.map(kind.read), received: entities.length };
}
