// What a tenant keeps over a restart, as plain JSON: all that clients can see or use, but neither faults nor the request log.
import type { TenantSeed } from "../seed/seed.js";
import { AssetHistory } from "../state/asset-history.js";
import type {
  ApiToken,
  Asset,
  Bearer,
  OAuthClient,
  ServiceAccount,
  User,
} from "../state/entities.js";
import { ALWAYS, type Version } from "../state/history.js";
import type { ServiceAccounts } from "../state/service-accounts.js";
import type { TenantSettings } from "../state/settings.js";
import { Store } from "../state/store.js";
import type { Origin, TenantState } from "../state/tenant-state.js";

/** In JSON the time of what was always there, `-Infinity`, is null. */
type SavedVersions<Item> = readonly {
  readonly at: number | null;
  readonly item?: Item | undefined;
}[];

export type SavedState = {
  readonly seed: TenantSeed;
  /** What a reset goes back to. */
  readonly origin: Origin;
  readonly port: number;
  readonly clockOffsetMs: number;
  readonly settings: TenantSettings;
  readonly secrets: readonly string[];
  readonly users: readonly User[];
  readonly groups: readonly string[];
  readonly assets: readonly SavedVersions<Asset>[];
  readonly bearers: readonly (readonly [secret: string, bearer: Bearer])[];
  readonly tokens: readonly SavedVersions<ApiToken>[];
  readonly oauthClients: readonly SavedVersions<OAuthClient>[];
  readonly clientSecrets: readonly (readonly [clientId: string, secret: string])[];
};

export function savedState(
  state: TenantState,
  { seed, port }: { readonly seed: TenantSeed; readonly port: number },
): SavedState {
  const { store, settings, clock, origin } = state;
  return {
    seed,
    origin,
    port,
    clockOffsetMs: clock.offsetMs,
    settings,
    secrets: [...state.secrets],
    users: store.users,
    groups: [...store.groups],
    assets: [...store.assets.values()].map(({ versions }) => versions),
    bearers: [...store.bearers],
    tokens: store.tokens.versions(),
    oauthClients: store.oauthClients.versions(),
    clientSecrets: [...store.clientSecrets],
  };
}

/** Replaces all that a fresh state got from its seed. */
export function restoreState(state: TenantState, saved: SavedState): void {
  const store = new Store();
  store.users.push(...saved.users);
  for (const group of saved.groups) store.groups.add(group);
  for (const versions of saved.assets) restoreAsset(store, versions);
  for (const [secret, bearer] of saved.bearers) store.bearers.set(secret, bearer);
  for (const versions of saved.tokens) restoreAccount(store.tokens, versions);
  for (const versions of saved.oauthClients) restoreAccount(store.oauthClients, versions);
  for (const [clientId, secret] of saved.clientSecrets) store.clientSecrets.set(clientId, secret);
  for (const secret of saved.secrets) state.secrets.add(secret);
  state.store = store;
  state.clock.offsetMs = saved.clockOffsetMs;
  state.restoreSettings(saved.settings);
}

function timed<Item>(versions: SavedVersions<Item>): readonly Version<Item | undefined>[] {
  return versions.map(({ at, item }) => ({ at: at ?? ALWAYS, item }));
}

function restoreAsset(store: Store, versions: SavedVersions<Asset>): void {
  for (const { at, item } of timed(versions)) {
    if (item === undefined) continue;
    const history = store.assets.get(item.guid);
    if (history === undefined) store.assets.set(item.guid, new AssetHistory(item, at));
    else history.write(item, at);
  }
}

function restoreAccount<Account extends ServiceAccount>(
  accounts: ServiceAccounts<Account>,
  versions: SavedVersions<Account>,
): void {
  const id = versions[0]?.item?.id ?? "";
  for (const { at, item } of timed(versions)) {
    if (item === undefined) accounts.remove(id, at);
    else accounts.put({ ...item, personaLinks: item.personaLinks.map(timedLink) }, at);
  }
}

const timedLink = ({ qualifiedName, linkedAt }: ServiceAccount["personaLinks"][number]) => ({
  qualifiedName,
  linkedAt: linkedAt ?? ALWAYS,
});
