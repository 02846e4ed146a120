// Whether a token without any right sees connections and collections. They are counted, not read.
import { fieldsOf, type Http } from "../../../client/index.js";
import { numberOf } from "../requests/fields.js";
import { indexSearch, term } from "../requests/index-search.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";

const ASSETS = [
  term("__state", "ACTIVE"),
  { terms: { "__typeName.keyword": ["Connection", "Collection"] } },
];

export interface VisibleAssets {
  /** To the probe's own token. */
  readonly token: number;
  readonly key: number;
  /** Null: no bearer token is set. */
  readonly person: number | null;
}

async function observe({ ask, asToken, asKey, asPerson }: ProbeContext): Promise<VisibleAssets> {
  const count = async (http: Http) => {
    const found = await indexSearch(ask, http, { filter: ASSETS, size: 0 });
    return numberOf(fieldsOf(found.body).approximateCount) ?? 0;
  };
  return {
    token: await count(asToken),
    key: await count(asKey),
    person: asPerson === null ? null : await count(asPerson),
  };
}

export function interpretVisibleAssets({ token, key, person }: VisibleAssets): Interpretation {
  if (token > 0) return { answer: "It sees them.", settings: { tokenReads: "all" } };
  const others = Math.max(key, person ?? 0);
  return others > 0
    ? { answer: "It sees none of those that there are.", settings: { tokenReads: "granted" } }
    : {
        answer:
          "Neither it nor the credential that the probe was started with sees any. With ATLAN_USER_BEARER_TOKEN the probe can compare with what a person sees.",
      };
}

export const assetReads = experiment({
  id: "asset_reads",
  question: "Does a token without rights see connections and collections?",
  observe,
  interpret: interpretVisibleAssets,
});
