// Reads who may use connections and collections from the assets themselves: the search finds them, and lags behind.
import type { AtlanClient, CollectionAsset, ConnectionAsset } from "../client/index.js";
import type { Clock } from "../clock.js";
import { ActingTokens } from "../resources/assets/credentials.js";
import { type AssetObservation, AssetReader } from "../resources/assets/read.js";
import type { Inventory } from "./inventory.js";

export interface AssetConfirmation {
  readonly client: AtlanClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** Of assets that name one of the principals: the others have nothing to confirm. */
export async function withConfirmedAssets(
  inventory: Inventory,
  { onProgress, ...options }: AssetConfirmation,
): Promise<Inventory> {
  const usernames = new Set(inventory.principals.map(({ username }) => username));
  const reader = new AssetReader({ ...options, acting: new ActingTokens() });
  const gaps = [...inventory.gaps, LATE_SEARCH];
  let count = 0;
  const confirmed = async <A extends ConnectionAsset | CollectionAsset>(
    asset: A,
  ): Promise<readonly A[]> => {
    if (!holdersOf(asset).some((name) => usernames.has(name))) return [asset];
    const seen = await reader.ask(asset.id, { signal: options.signal });
    count += 1;
    onProgress(`Reading who may use connections and collections: ${count}`);
    if (seen.state === "hidden") gaps.push(`${JSON.stringify(asset.name)} may not be read.`);
    return seen.state === "seen" ? [{ ...asset, ...listsOf(seen) }] : [];
  };
  const { connections, collections } = inventory;
  const [readConnections, readCollections] = await Promise.all([
    Promise.all(connections.map(confirmed)),
    Promise.all(collections.map(confirmed)),
  ]);
  return {
    ...inventory,
    connections: readConnections.flat(),
    collections: readCollections.flat(),
    gaps,
  };
}

const LATE_SEARCH =
  "A right on a connection or collection that was given seconds ago may be missing: the search that finds it lags behind.";

const holdersOf = (asset: ConnectionAsset | CollectionAsset): readonly string[] => [
  ...(asset.adminUsers ?? []),
  ...("viewerUsers" in asset ? (asset.viewerUsers ?? []) : []),
];

const listsOf = ({ entity }: AssetObservation & { readonly state: "seen" }) => ({
  adminUsers: entity.adminUsers,
  viewerUsers: entity.viewerUsers,
});
