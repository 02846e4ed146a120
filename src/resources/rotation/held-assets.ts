// The connections and collections on which somebody holds a right: found by search, and read from the assets themselves.
import {
  AtlanRequestError,
  type Entity,
  type Http,
  type PrincipalList,
  searchHeldAssets,
} from "../../client/index.js";
import type { AssetReader } from "../assets/read.js";
import { walkPages } from "../lookup/page-walk.js";
import { assetRights } from "./asset-rights.js";
import type { RotationSession } from "./session.js";

/** What the vendor's SDKs ask for at once. */
const PAGE_SIZE = 300;

/** Whose rights are looked for. */
export interface Holder {
  readonly username: string;
  /** Acts as the holder. Null: its secret is not known here. */
  readonly http: Http | null;
}

export interface HeldAsset {
  readonly entity: Entity;
  readonly lists: readonly PrincipalList[];
}

export interface HeldAssets {
  readonly assets: readonly HeldAsset[];
  /** The holder itself was asked, who sees all that it has a right on. */
  readonly isWhole: boolean;
}

/** What the holder's secret opens is searched and read as the holder, everything else as the provider's own credentials. */
export async function findHeldAssets(
  session: RotationSession,
  holder: Holder,
  signal: AbortSignal,
): Promise<HeldAssets> {
  const { username, http } = holder;
  const asItself = http && (await unlessRefused(() => search(http, username, signal)));
  const found = asItself ?? (await searchAsProvider(session, username, signal));
  const declared = session.rights.objectsOf(assetRights, username);
  const guids = [...new Set([...found, ...declared])];
  if (http !== null && asItself !== null) {
    for (const guid of guids) session.acting.add(guid, { username, http });
  }
  const read = await Promise.all(
    guids.map((guid) => readHeld(session.assets, { guid, username }, signal)),
  );
  return { assets: read.flatMap((asset) => asset ?? []), isWhole: asItself !== null };
}

/** Those that one of the two has and the other has not, or with other lists. As now, where there is both. */
export function changedSince(
  before: readonly HeldAsset[],
  now: readonly HeldAsset[],
): readonly HeldAsset[] {
  const isIn = (others: readonly HeldAsset[], { entity, lists }: HeldAsset) =>
    others.some((other) => other.entity.guid === entity.guid && isSameSet(other.lists, lists));
  const guids = new Set(now.map(({ entity }) => entity.guid));
  const gone = before.filter(({ entity }) => !guids.has(entity.guid));
  return [...now.filter((asset) => !isIn(before, asset)), ...gone];
}

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((entry) => other.includes(entry));

async function searchAsProvider(
  { client: { apiKey, bearer } }: RotationSession,
  username: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const byApiKey = await search(apiKey, username, signal);
  const byBearer = bearer && (await unlessRefused(() => search(bearer, username, signal)));
  return [...byApiKey, ...(byBearer ?? [])];
}

const search = (http: Http, username: string, signal: AbortSignal): Promise<readonly string[]> =>
  walkPages(
    {
      pageSize: PAGE_SIZE,
      keyOf: (guid: string) => guid,
      pageAt: async ({ offset: from }, waiting) => {
        const options = { signal: waiting, priority: "under_way" } as const;
        const query = { username, from, size: PAGE_SIZE };
        const { guids, total } = (await searchHeldAssets(http, query, options)).body;
        return { records: guids, total };
      },
    },
    signal,
  );

/** Null for a credential that the tenant no longer takes: it sees nothing. */
async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    const isRefused = error instanceof AtlanRequestError && error.kind === "unauthorized";
    if (isRefused) return null;
    throw error;
  }
}

/** The index lags, so the asset decides. Undefined where it is gone, out of sight, or names somebody else. */
async function readHeld(
  reader: AssetReader,
  { guid, username }: { readonly guid: string; readonly username: string },
  signal: AbortSignal,
): Promise<HeldAsset | undefined> {
  const observed = await reader.ask(guid, { signal, priority: "under_way" });
  if (observed.state !== "seen") return undefined;
  const { entity } = observed;
  const lists = assetRights
    .filter(({ typeName, list }) => typeName === entity.typeName && entity[list].includes(username))
    .map(({ list }) => list);
  return lists.length === 0 ? undefined : { entity, lists };
}
