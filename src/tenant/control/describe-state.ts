// `GET /_tenant/state`: what the tenant holds, without a secret in it and without lag.
import { type Asset, type ServiceAccount, shownAttributes } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import type {
  TenantCollection,
  TenantConnection,
  TenantPersona,
  TenantSnapshot,
} from "./tenant-snapshot.js";

function assetState(asset: Asset) {
  const { guid, status, createdBy, updatedBy, createTime, updateTime } = asset;
  return {
    ...shownAttributes(asset),
    guid,
    status,
    createdBy,
    updatedBy,
    createdAt: new Date(createTime).toISOString(),
    updatedAt: new Date(updateTime).toISOString(),
  };
}

function accountState<Account extends ServiceAccount>(account: Account) {
  const { personaLinks, createdAt, serviceAccountId: _id, ...shown } = account;
  return {
    ...shown,
    personaQualifiedNames: personaLinks.map((link) => link.qualifiedName),
    createdAt: new Date(createdAt).toISOString(),
  };
}

export function describeState({ store }: TenantState): TenantSnapshot {
  const assets = [...store.assets.values()].map((history) => history.current);
  // Which attributes an asset shows is a table by its type, and so is what each type here has.
  const ofType = <Shown>(typeName: Asset["typeName"]) =>
    assets.filter((asset) => asset.typeName === typeName).map(assetState) as Shown[];
  return {
    users: store.users,
    personas: ofType<TenantPersona>("Persona"),
    connections: ofType<TenantConnection>("Connection"),
    collections: ofType<TenantCollection>("Collection"),
    tokens: store.tokens.all().map(accountState),
    oauthClients: store.oauthClients.all().map(({ updatedAt, ...client }) => ({
      ...accountState(client),
      updatedAt: new Date(updatedAt).toISOString(),
    })),
  };
}
