// The index search: finds active assets of one kind by exact terms. It lags behind the entities, and folds the case of names.
import type { Asset, AssetKind } from "./asset-record.js";
import { firstText, type JsonObject, listOf, numberOf, objectOf, requiredText } from "./json.js";
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

const PATH = "/api/meta/search/indexsearch";

/** A POST that changes nothing. */
function indexSearch<T>(
  http: Http,
  { dsl, attributes }: { readonly dsl: object; readonly attributes: readonly string[] },
  { read, options }: { readonly read: (sent: unknown) => T; readonly options: CallOptions },
): Promise<Reply<T>> {
  const body = {
    dsl: { track_total_hits: true, sort: [{ __guid: { order: "asc" } }], ...dsl },
    attributes,
    suppressLogs: true,
    requestMetadata: { saveSearchLog: false },
  };
  return http.request({ method: "POST", path: PATH, body, isReadOnly: true, read }, options);
}

/** Sorted by GUID. */
export function searchAssets<A extends Asset>(
  http: Http,
  { kind, terms, from, size }: AssetQuery & { readonly kind: AssetKind<A> },
  options: CallOptions,
): Promise<Reply<AssetPage<A>>> {
  const dsl = { from, size, query: { bool: { filter: clausesOf(kind.typeName, terms) } } };
  const read = (sent: unknown) => readAssetPage(kind, sent);
  return indexSearch(http, { dsl, attributes: kind.attributes }, { read, options });
}

export interface HeldAssetQuery {
  /** Of a user or an API token. */
  readonly username: string;
  readonly from: number;
  readonly size: number;
}

export interface HeldAssetPage {
  readonly guids: readonly string[];
  /** Null when the tenant does not say. */
  readonly total: number | null;
}

/** GUIDs of the connections and collections whose admins, editors or viewers name somebody, as far as the caller sees them. */
export function searchHeldAssets(
  http: Http,
  { username, from, size }: HeldAssetQuery,
  options: CallOptions,
): Promise<Reply<HeldAssetPage>> {
  const filter = [ACTIVE, { terms: { "__typeName.keyword": ["Connection", "Collection"] } }];
  const should = HOLDER_FIELDS.map((field) => term(field, username));
  const query = { bool: { filter, should, minimum_should_match: 1 } };
  const read = (sent: unknown) => ({
    guids: hitsIn(sent).map(({ guid }) => requiredText(guid, "guid of a found asset")),
    total: countIn(sent),
  });
  return indexSearch(http, { dsl: { from, size, query }, attributes: [] }, { read, options });
}

export interface OwnedAssets {
  /** The first of them: `Table "orders"`. */
  readonly some: readonly string[];
  readonly total: number;
}

/** Assets that name somebody as an owner, and policies that name somebody as a user, as far as the caller sees them. */
export function searchOwnedAssets(
  http: Http,
  username: string,
  options: CallOptions,
): Promise<Reply<OwnedAssets>> {
  const should = OWNER_FIELDS.map((field) => term(field, username));
  const query = { bool: { filter: [ACTIVE], should, minimum_should_match: 1 } };
  const read = (sent: unknown) => {
    const some = hitsIn(sent).map(({ typeName, attributes, displayText }) => {
      const { name } = objectOf(attributes ?? {}, "attributes of a found asset");
      return `${firstText(typeName)} ${JSON.stringify(firstText(name, displayText))}`;
    });
    return { some, total: countIn(sent) ?? some.length };
  };
  const dsl = { from: 0, size: MOST_OWNED, query };
  return indexSearch(http, { dsl, attributes: [] }, { read, options });
}

/** How many assets the caller can find. */
export function countVisibleAssets(http: Http, options: CallOptions): Promise<Reply<number>> {
  const dsl = { from: 0, size: 0, query: { bool: { filter: [ACTIVE] } } };
  const read = (sent: unknown) => countIn(sent) ?? 0;
  return indexSearch(http, { dsl, attributes: [] }, { read, options });
}

const countIn = (sent: unknown): number | null =>
  numberOf(objectOf(sent, "the search result").approximateCount);

const term = (field: string, value: string) => ({ term: { [field]: { value } } });

const ACTIVE = term("__state", "ACTIVE");
const HOLDER_FIELDS = ["adminUsers", "viewerUsers"] as const;
const OWNER_FIELDS = ["ownerUsers", "policyUsers"] as const;
/** Enough to know where to look. */
const MOST_OWNED = 5;

const clausesOf = (typeName: string, terms: AssetTerms) => [
  ACTIVE,
  term("__typeName.keyword", typeName),
  ...FIELDS.flatMap(([name, field]) => {
    const value = terms[name];
    return value === undefined ? [] : [term(field, value)];
  }),
];

/** Without a hit there is no `entities` at all (atlas-metastore). Kind and state are checked: the index may be late. */
function readAssetPage<A extends Asset>(kind: AssetKind<A>, sent: unknown): AssetPage<A> {
  const entities = hitsIn(sent);
  const hits = entities.filter(
    ({ typeName, status }) => typeName === kind.typeName && status === "ACTIVE",
  );
  return { hits: hits.map(kind.read), received: entities.length };
}

const hitsIn = (sent: unknown): readonly JsonObject[] =>
  listOf(objectOf(sent, "the search result").entities, "entities").map((hit) =>
    objectOf(hit, "a found asset"),
  );
