// Reads what a tenant holds, page by page and under the client's limits; what this credential may not see becomes a gap.
import {
  type ApiToken,
  type Asset,
  type AssetKind,
  type AtlanClient,
  AtlanRequestError,
  type CallOptions,
  collectionAsset,
  connectionAsset,
  currentUser,
  type Http,
  type ListQuery,
  listApiTokens,
  listOAuthClients,
  listRoles,
  type OAuthClient,
  personaAsset,
  type RecordPage,
  type Reply,
  type Role,
} from "../client/index.js";
import type { Clock } from "../clock.js";
import { walkPages } from "../resources/lookup/page-walk.js";
import { VisibleAssets } from "../resources/lookup/visible-assets.js";
import type { Inventory, Principal } from "./inventory.js";
import { clientPrincipal, tokenPrincipal } from "./principals.js";

export interface InventoryReader {
  readonly client: AtlanClient;
  /** The tenant's address. */
  readonly origin: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told how far the reading is. */
  readonly onProgress: (text: string) => void;
}

interface ReaderWithGaps extends InventoryReader {
  /** What this credential does not see: grows while the tenant is read. */
  readonly gaps: Set<string>;
}

/** @throws AtlanRequestError when the tokens cannot be listed, or a request fails other than by a refusal */
export async function readInventory(reader: InventoryReader): Promise<Inventory> {
  const { client, origin, clock, signal, onProgress } = reader;
  onProgress("Signing in");
  const { body: user, serverTime } = await currentUser(client.apiKey, { signal });
  const read = { readAt: serverTime ?? new Date(clock.nowMs()), readBy: user.username };
  const gaps = new Set(sightOf(client, user.username));
  const reading = { ...reader, gaps };
  const tokens = await listAll(reading, apiTokens);
  const clients = await orGap(reading, oauthClients, () => listAll(reading, oauthClients));
  const roles =
    clients.length === 0 ? [] : await orGap(reading, roleList, () => listAll(reading, roleList));
  const labels = new Map(roles.map(({ name, label }) => [name, label]));
  const personas = await findAll(reading, { kind: personaAsset, plural: "personas" });
  const connections = await findAll(reading, { kind: connectionAsset, ...restricted.connections });
  const collections = await findAll(reading, { kind: collectionAsset, ...restricted.collections });
  for (const { name, adminUsers } of [...connections, ...collections]) {
    if (adminUsers === null) gaps.add(`Who may use ${JSON.stringify(name)} is hidden.`);
  }
  const principals = [
    ...tokens.map((token) => tokenPrincipal(token, read)),
    ...clients.map((one) => clientPrincipal(one, read, labels)),
  ].sort(byCreation);
  return { origin, ...read, principals, personas, connections, collections, gaps: [...gaps] };
}

/** Not every tenant sorts as it is asked to. */
const byCreation = (one: Principal, other: Principal): number =>
  (one.createdAt?.getTime() ?? 0) - (other.createdAt?.getTime() ?? 0) ||
  (one.id < other.id ? -1 : 1);

interface RecordList<T> {
  readonly plural: string;
  readonly list: (
    http: Http,
    query: ListQuery,
    options: CallOptions,
  ) => Promise<Reply<RecordPage<T>>>;
  /** In an order in which new records come last, so that they shift no page. */
  readonly sort: string;
}

const apiTokens: RecordList<ApiToken> = {
  plural: "API tokens",
  list: listApiTokens,
  sort: "createdAt",
};

const oauthClients: RecordList<OAuthClient> = {
  plural: "OAuth clients",
  list: listOAuthClients,
  sort: "createdAt",
};

const roleList: RecordList<Role> = { plural: "roles", list: listRoles, sort: "name" };

function listAll<T extends { readonly id: string }>(
  { client, signal, onProgress }: ReaderWithGaps,
  { plural, list, sort }: RecordList<T>,
): Promise<readonly T[]> {
  let count = 0;
  onProgress(`Reading ${plural}`);
  return walkPages(
    {
      pageAt: async (page, waiting) => {
        const query = { sort, count: true, ...page };
        const { body } = await list(client.apiKey, query, { signal: waiting });
        const { records, totalRecord: total } = body;
        count += records.length;
        onProgress(`Reading ${plural}: ${count}${total ? ` of ${total}` : ""}`);
        return { records, total };
      },
      keyOf: ({ id }) => id,
    },
    signal,
  );
}

/** An API key sees only some of them. */
const restricted = {
  connections: { plural: "connections", isRestricted: true },
  collections: { plural: "collections", isRestricted: true },
} as const;

interface AssetsToFind<A extends Asset> {
  readonly kind: AssetKind<A>;
  readonly plural: string;
  readonly isRestricted?: true;
}

async function findAll<A extends Asset>(
  reading: ReaderWithGaps,
  { kind, plural, isRestricted }: AssetsToFind<A>,
): Promise<readonly A[]> {
  const { client, signal, gaps, onProgress } = reading;
  onProgress(`Reading ${plural}`);
  const assets = new VisibleAssets(client, {
    kind,
    restricted: isRestricted ? plural : null,
    signal,
  });
  const found = await orGap(reading, { plural }, () => assets.all(Number.POSITIVE_INFINITY));
  if (assets.isBearerRefused) {
    gaps.add("ATLAN_USER_BEARER_TOKEN was refused, perhaps because it has expired.");
  }
  return found;
}

/** What the credential may not list, or the tenant does not have. */
const REFUSALS: ReadonlySet<string> = new Set([
  "forbidden",
  "not_found",
  "web_page",
  "not_implemented",
]);

async function orGap<T>(
  { gaps }: ReaderWithGaps,
  { plural }: { readonly plural: string },
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AtlanRequestError && REFUSALS.has(error.kind))) throw error;
    gaps.add(`The ${plural} are missing: ${error.message}.`);
    return [];
  }
}

function sightOf({ bearer }: AtlanClient, username: string): readonly string[] {
  const person = bearer === null ? "" : " or the person of ATLAN_USER_BEARER_TOKEN";
  return [
    `Connections and collections are those that ${username}${person} sees: as their creator, admin, editor or viewer, or by a persona.`,
    ...(bearer === null ? ["Set ATLAN_USER_BEARER_TOKEN to see those of a person, too."] : []),
  ];
}
