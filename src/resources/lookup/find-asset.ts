// Finds the one active persona, connection or collection a person means: one way for all kinds of assets.
import type { Asset, AssetKind } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { toRfc3339 } from "../../rfc3339.js";
import { reporting } from "../request-diagnostic.js";
import { type AssetArguments, assetSelectorOf } from "./asset-selector.js";
import { findOne } from "./find-one.js";
import { type Credentials, holds, VisibleAssets } from "./visible-assets.js";

/** A kind of asset, and how people speak of it. */
export interface AssetNoun<A extends Asset> {
  readonly kind: AssetKind<A>;
  readonly singular: string;
  readonly plural: string;
  readonly tellApartBy: string;
  /** Whether an API key may see only some of them. */
  readonly isRestricted: boolean;
}

/** What a lookup of assets uses. */
export interface AssetLookupSession {
  readonly client: Credentials;
  readonly clock: Clock;
}

interface Asked {
  readonly client: AssetLookupSession;
  readonly signal: AbortSignal;
  readonly config: AssetArguments & { readonly wait_seconds: number | null };
}

/** @throws DiagnosticError when none or several match until `wait_seconds` are over, or when a request fails */
export function findAsset<A extends Asset>(noun: AssetNoun<A>, asked: Asked): Promise<A> {
  const { client: session, signal, config } = asked;
  const { terms, by, value, having, attribute } = assetSelectorOf(config);
  const restricted = noun.isRestricted ? noun.plural : null;
  const assets = new VisibleAssets(session.client, { kind: noun.kind, restricted, signal });
  const lookup = {
    noun: { ...noun, line: lineOf },
    having,
    wanted: value,
    attribute: [attribute],
    look: () => assets.matching(terms),
    isWanted: (asset: A) => holds(asset, terms),
    candidates: () => assets.all(),
    nameOf: (asset: A) => asset[by],
    hint: () => assets.reasons(),
  };
  const patience = { clock: session.clock, signal, waitSeconds: config.wait_seconds };
  const attempt = { summary: `Cannot look up ${noun.singular}` };
  return reporting(attempt, signal, () => findOne(lookup, patience));
}

function lineOf({ id, name, qualifiedName, createdAt, createdBy }: Asset): string {
  const creation = createdAt === null ? "unknown" : toRfc3339(createdAt);
  return `${id}: ${JSON.stringify(name)}, ${qualifiedName}, created ${creation} by ${createdBy ?? "unknown"}`;
}
