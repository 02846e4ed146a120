// `POST /api/meta/search/indexsearch`: finds assets by an Elasticsearch query; the index lags behind by `searchLagMs`.
import { atlasRefusal, notSimulated } from "../api/refusal.js";
import type { Call, Route } from "../api/route.js";
import { isObject, isStringArray, type JsonObject, quoted } from "../input/json.js";
import type { Asset } from "../state/entities.js";
import { assetHeader } from "./asset-header.js";
import { mayRead } from "./authorisation.js";
import { searcherOf } from "./search/dsl.js";

/** What else the metastore takes beside the `dsl`, and would change the answer. */
const NOT_SIMULATED = ["async", "persona", "purpose", "showSearchScore", "showHighlights"];

function attributesAsked({ attributes = [] }: JsonObject): readonly string[] {
  if (isStringArray(attributes)) return attributes;
  throw atlasRefusal(400, "ATLAS-400-00-029", `Bad request: attributes is ${quoted(attributes)}`);
}

/** What the index holds, and the caller may see. */
function indexedAssets({ state, principal }: Call): Asset[] {
  if (principal.isFresh) return [];
  const { searchLagMs } = state.settings;
  const indexedAt = state.clock.now() - searchLagMs;
  return [...state.store.assets.values()]
    .filter((history) => mayRead(state, history, principal))
    .map((history) => (searchLagMs === 0 ? history.current : history.at(indexedAt)))
    .filter((asset) => asset !== undefined);
}

/** Without a hit there is no `entities` at all, and SDKs rely on it. */
export const indexSearch: Route = (call) => {
  const body = isObject(call.request.body) ? call.request.body : {};
  const stray = NOT_SIMULATED.find((name) => (body[name] ?? false) !== false && body[name] !== "");
  if (stray !== undefined) throw notSimulated(`${quoted(stray)} of an index search`);
  const attributes = attributesAsked(body);
  const dsl = isObject(body.dsl) ? body.dsl : {};
  const { page, total } = searcherOf(dsl)(indexedAssets(call));
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
    ...(page.length > 0 && { entities: page.map((asset) => assetHeader(asset, attributes)) }),
    approximateCount: total,
  };
};
