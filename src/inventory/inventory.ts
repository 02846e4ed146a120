// What a tenant holds, as one credential sees it: the model that `export` and `report` are made from.
import type { Asset, CollectionAsset, ConnectionAsset, PersonaAsset } from "../client/index.js";
import type { PrincipalRecord } from "../resources/principals/kind.js";

export interface Inventory {
  /** The tenant's address. */
  readonly origin: string;
  /** The tenant's time; the local clock's where it does not tell. */
  readonly readAt: Date;
  /** The username of the principal that read it. */
  readonly readBy: string;
  /** In the order in which they were created. */
  readonly principals: readonly Principal[];
  readonly personas: readonly PersonaAsset[];
  readonly connections: readonly ConnectionAsset[];
  readonly collections: readonly CollectionAsset[];
  /** What this credential does not see, a sentence each. */
  readonly gaps: readonly string[];
}

/** An API token or an OAuth client. */
export interface Principal extends PrincipalRecord {
  readonly kind: "API token" | "OAuth client";
  /** In seconds from its creation; null when the tenant does not say, and of OAuth clients, which never expire. */
  readonly lifespanSeconds: number | null;
  readonly expiry: Expiry;
  readonly personas: readonly PersonaLink[];
  /** Of OAuth clients: what pages call their role, such as `Admin`; its name where the tenant does not say. */
  readonly role: string | null;
  readonly standing: Standing;
}

/** The tenant does not always say when a token was created, or for how long. */
export type Expiry = Date | "never" | "unknown";

export interface PersonaLink {
  readonly qualifiedName: string;
  /** Null when the tenant does not say. */
  readonly name: string | null;
}

/** What a principal is for, as far as it shows. */
export type Standing =
  | "in use"
  /** The tenant was read with it. */
  | "own"
  | "expired"
  /** A create of it has not ended, or was killed. */
  | "being created"
  /** An ephemeral one. */
  | "for one run"
  /** A rotation made its successor; it is deleted when its overlap is over. */
  | "retiring";

/** What somebody may do with one connection or collection. */
export interface AssetRight {
  readonly right: "connection admin" | "collection editor" | "collection viewer";
  readonly asset: Asset;
}

type Assets = Pick<Inventory, "connections" | "collections">;

/** Who holds which rights, by username. A list that the tenant hides names nobody. */
export function rightsByUsername(assets: Assets): ReadonlyMap<string, readonly AssetRight[]> {
  const rights = new Map<string, AssetRight[]>();
  for (const { usernames, ...right } of holdersIn(assets)) {
    for (const username of new Set(usernames ?? [])) {
      const held = rights.get(username) ?? [];
      rights.set(username, held);
      held.push(right);
    }
  }
  return rights;
}

interface Holders extends AssetRight {
  /** Null: hidden. */
  readonly usernames: readonly string[] | null;
}

const holdersIn = ({ connections, collections }: Assets): readonly Holders[] => [
  ...connections.map((asset) => {
    return { right: "connection admin", asset, usernames: asset.adminUsers } as const;
  }),
  ...collections.flatMap((asset) => [
    { right: "collection editor", asset, usernames: asset.adminUsers } as const,
    { right: "collection viewer", asset, usernames: asset.viewerUsers } as const,
  ]),
];
