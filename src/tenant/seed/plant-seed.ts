// Makes the world of a seed, as it was before the first request: nothing in it is fresh or lagging.

import { AssetHistory } from "../asset-history.js";
import type { User } from "../entities.js";
import { ALWAYS } from "../history.js";
import { mintSecret } from "../secrets.js";
import { DEFAULT_VALIDITY_SECONDS, type NewToken, newToken } from "../token-birth.js";
import type { World } from "../world.js";
import { DEFAULT_USERS } from "./default-seed.js";
import { plantedAssets } from "./plant-assets.js";
import type { SeedToken, SeedUser, TenantSeed } from "./seed.js";

export type Credentials = { readonly apiKey: string; readonly userBearerToken: string };

const API_KEY_NAME = "embedded tenant API key";
const PERSON_CLIENT_ID = "atlan-frontend";

function userFrom(world: World, seed: SeedUser): User {
  return {
    id: world.ids.guid(),
    username: seed.username,
    email: seed.email ?? `${seed.username}@example.com`,
    firstName: seed.firstName ?? "",
    lastName: seed.lastName ?? "",
    admin: seed.admin ?? false,
    createdAt: world.seededAt,
  };
}

function plantToken(world: World, token: NewToken): string {
  const { secret, entity } = newToken(world, token);
  const personaLinks = entity.personaLinks.map((link) => ({ ...link, linkedAt: ALWAYS }));
  world.store.putToken({ ...entity, personaLinks }, ALWAYS);
  world.store.bearers.set(secret, {
    username: entity.username,
    mintedAt: null,
    issuedAt: entity.createdAt,
  });
  return secret;
}

function tokensFrom(world: World, seed: SeedToken, owner: string): NewToken[] {
  const qualifiedNames = world.store
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
    createdAt: world.seededAt,
  }));
}

function plantPersonBearer(world: World, username: string): string {
  const secret = mintSecret(world, {
    username,
    clientId: PERSON_CLIENT_ID,
    issuedAt: world.seededAt,
    lifetimeSeconds: undefined,
  });
  world.store.bearers.set(secret, { username, mintedAt: null, issuedAt: world.clock.now() });
  return secret;
}

/** Fills the world's empty store. Returns the two credentials that clients start with. */
export function plantSeed(world: World, seed: TenantSeed): Credentials {
  const users = seed.users ?? DEFAULT_USERS;
  const owner = users[0]?.username ?? "";
  world.store.users.push(...users.map((user) => userFrom(world, user)));
  for (const asset of plantedAssets(world, seed, owner)) {
    world.store.assets.set(asset.guid, new AssetHistory(asset, ALWAYS));
  }
  const apiKey = plantToken(world, {
    displayName: API_KEY_NAME,
    description: "The API key that the embedded tenant was started with",
    personaQualifiedNames: [],
    validitySeconds: DEFAULT_VALIDITY_SECONDS,
    createdBy: owner,
    createdAt: world.seededAt,
  });
  for (const token of (seed.tokens ?? []).flatMap((entry) => tokensFrom(world, entry, owner))) {
    plantToken(world, token);
  }
  return { apiKey, userBearerToken: plantPersonBearer(world, owner) };
}
