// `GET /_tenant/state`: what the tenant holds, without a secret in it and without lag.
import { type Asset, type ServiceAccount, shownAttributes } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";

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

export function describeState({ store }: TenantState) {
  const assets = [...store.assets.values()].map((history) => history.current);
  const ofType = (typeName: Asset["typeName"]) =>
    assets.filter((asset) => asset.typeName === typeName).map(assetState);
  return {
    users: store.users,
    personas: ofType("Persona"),
    connections: ofType("Connection"),
    collections: ofType("Collection"),
    tokens: store.tokens.all().map(accountState),
    oauthClients: store.oauthClients.all().map(({ updatedAt, ...client }) => ({
      ...accountState(client),
      updatedAt: new Date(updatedAt).toISOString(),
    })),
  };
}
