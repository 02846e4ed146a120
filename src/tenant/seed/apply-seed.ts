// Fills a tenant from a seed. Nothing of it counts as fresh or lags, as if it had been made long before the first request.

import { AssetHistory } from "../state/asset-history.js";
import {
  createOAuthClient,
  createToken,
  DEFAULT_TOKEN_EXPIRY_SECONDS,
  DEFAULT_VALIDITY_SECONDS,
  type NewOAuthClient,
  type NewToken,
} from "../state/create-service-account.js";
import type { ServiceAccount, User } from "../state/entities.js";
import { ALWAYS } from "../state/history.js";
import { mintSecret } from "../state/secrets.js";
import type { Credentials, TenantState } from "../state/tenant-state.js";
import { DEFAULT_USERS } from "./default-seed.js";
import type { SeedOAuthClient, SeedToken, SeedUser, TenantSeed } from "./seed.js";
import { assetsOfSeed } from "./seed-assets.js";

const API_KEY_NAME = "embedded tenant API key";
const OAUTH_CLIENT_NAME = "embedded tenant OAuth client";
const PERSON_CLIENT_ID = "atlan-frontend";

function userFrom(state: TenantState, seed: SeedUser): User {
  return {
    id: state.ids.guid(),
    username: seed.username,
    email: seed.email ?? `${seed.username}@example.com`,
    firstName: seed.firstName ?? "",
    lastName: seed.lastName ?? "",
    admin: seed.admin ?? false,
    createdAt: state.seededAt,
  };
}

/** What the seed makes was always there, its personas as well. */
const longLinked = <Account extends ServiceAccount>(account: Account): Account => ({
  ...account,
  personaLinks: account.personaLinks.map((link) => ({ ...link, linkedAt: ALWAYS })),
});

function seedToken(state: TenantState, token: NewToken): string {
  const { secret, entity } = createToken(state, token);
  state.store.tokens.put(longLinked(entity), ALWAYS);
  state.store.bearers.set(secret, {
    username: entity.username,
    issuedAt: entity.createdAt,
    lifetimeSeconds: entity.validitySeconds,
  });
  return secret;
}

type ClientCredentials = { readonly oauthClientId: string; readonly oauthClientSecret: string };

function seedClient(state: TenantState, client: NewOAuthClient): ClientCredentials {
  const { secret, entity } = createOAuthClient(state, client);
  state.store.oauthClients.put(longLinked(entity), ALWAYS);
  state.store.clientSecrets.set(entity.clientId, secret);
  return { oauthClientId: entity.clientId, oauthClientSecret: secret };
}

/** What entries of tokens and of OAuth clients have in common, once for each of `count`. */
function accountsFrom(state: TenantState, seed: SeedToken | SeedOAuthClient, owner: string) {
  const personaQualifiedNames = state.store
    .personas()
    .filter((persona) => seed.personas?.includes(persona.attributes.name))
    .map((persona) => persona.attributes.qualifiedName);
  const names =
    seed.count === undefined
      ? [seed.displayName]
      : Array.from({ length: seed.count }, (_, index) => `${seed.displayName} ${index + 1}`);
  return names.map((displayName) => ({
    displayName,
    description: seed.description ?? "",
    personaQualifiedNames,
    createdBy: seed.createdBy ?? owner,
    createdAt: state.seededAt,
  }));
}

function seedTokens(state: TenantState, seed: SeedToken, owner: string): void {
  const { validitySeconds = DEFAULT_VALIDITY_SECONDS } = seed;
  for (const account of accountsFrom(state, seed, owner))
    seedToken(state, { ...account, validitySeconds });
}

function seedClients(state: TenantState, seed: SeedOAuthClient, owner: string): void {
  const { role = "$admin", tokenExpirySeconds = DEFAULT_TOKEN_EXPIRY_SECONDS } = seed;
  for (const account of accountsFrom(state, seed, owner))
    seedClient(state, { ...account, role, tokenExpirySeconds });
}

function seedPersonBearer(state: TenantState, username: string): string {
  const secret = mintSecret(state, {
    username,
    clientId: PERSON_CLIENT_ID,
    issuedAt: state.seededAt,
    lifetimeSeconds: undefined,
  });
  const lifetimeSeconds = undefined;
  state.store.bearers.set(secret, { username, issuedAt: state.clock.now(), lifetimeSeconds });
  return secret;
}

/** Fills the state's empty store. Returns the credentials that clients start with. */
export function applySeed(state: TenantState, seed: TenantSeed): Credentials {
  const users = seed.users ?? DEFAULT_USERS;
  const owner = users[0]?.username ?? "";
  state.store.users.push(...users.map((user) => userFrom(state, user)));
  for (const asset of assetsOfSeed(state, seed, owner)) {
    state.store.assets.set(asset.guid, new AssetHistory(asset, ALWAYS));
    const { adminGroups, viewerGroups, personaGroups } = asset.attributes;
    for (const group of [adminGroups, viewerGroups, personaGroups].flat())
      state.store.groups.add(group);
  }
  const own = {
    personaQualifiedNames: [],
    createdBy: owner,
    createdAt: state.seededAt,
  };
  const apiKey = seedToken(state, {
    ...own,
    displayName: API_KEY_NAME,
    description: "The API key that the embedded tenant was started with",
    validitySeconds: DEFAULT_VALIDITY_SECONDS,
  });
  for (const entry of seed.tokens ?? []) seedTokens(state, entry, owner);
  const userBearerToken = seedPersonBearer(state, owner);
  const client = seedClient(state, {
    ...own,
    displayName: OAUTH_CLIENT_NAME,
    description: "The OAuth client that the embedded tenant was started with",
    role: "$admin",
    tokenExpirySeconds: DEFAULT_TOKEN_EXPIRY_SECONDS,
  });
  for (const entry of seed.oauthClients ?? []) seedClients(state, entry, owner);
  return { apiKey, userBearerToken, ...client };
}
