// Fills a tenant from a seed. Nothing of it counts as fresh or lags, as if it had been made long before the first request.

import { AssetHistory } from "../state/asset-history.js";
import { createToken, DEFAULT_VALIDITY_SECONDS, type NewToken } from "../state/create-token.js";
import type { User } from "../state/entities.js";
import { ALWAYS } from "../state/history.js";
import { mintSecret } from "../state/secrets.js";
import type { Credentials, TenantState } from "../state/tenant-state.js";
import { DEFAULT_USERS } from "./default-seed.js";
import type { SeedToken, SeedUser, TenantSeed } from "./seed.js";
import { assetsOfSeed } from "./seed-assets.js";

const API_KEY_NAME = "embedded tenant API key";
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

function seedToken(state: TenantState, token: NewToken): string {
  const { secret, entity } = createToken(state, token);
  const personaLinks = entity.personaLinks.map((link) => ({ ...link, linkedAt: ALWAYS }));
  state.store.putToken({ ...entity, personaLinks }, ALWAYS);
  state.store.bearers.set(secret, {
    username: entity.username,
    mintedAt: null,
    issuedAt: entity.createdAt,
  });
  return secret;
}

function tokensFrom(state: TenantState, seed: SeedToken, owner: string): NewToken[] {
  const qualifiedNames = state.store
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
    personaQualifiedNames: qualifiedNames,
    validitySeconds: seed.validitySeconds ?? DEFAULT_VALIDITY_SECONDS,
    createdBy: seed.createdBy ?? owner,
    createdAt: state.seededAt,
  }));
}

function seedPersonBearer(state: TenantState, username: string): string {
  const secret = mintSecret(state, {
    username,
    clientId: PERSON_CLIENT_ID,
    issuedAt: state.seededAt,
    lifetimeSeconds: undefined,
  });
  state.store.bearers.set(secret, { username, mintedAt: null, issuedAt: state.clock.now() });
  return secret;
}

/** Fills the state's empty store. Returns the two credentials that clients start with. */
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
  const apiKey = seedToken(state, {
    displayName: API_KEY_NAME,
    description: "The API key that the embedded tenant was started with",
    personaQualifiedNames: [],
    validitySeconds: DEFAULT_VALIDITY_SECONDS,
    createdBy: owner,
    createdAt: state.seededAt,
  });
  for (const token of (seed.tokens ?? []).flatMap((entry) => tokensFrom(state, entry, owner))) {
    seedToken(state, token);
  }
  return { apiKey, userBearerToken: seedPersonBearer(state, owner) };
}
