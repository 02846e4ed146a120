// Personas, connections and collections of a seed, as assets.
import { type Asset, type AssetAttributes, type AssetType, EMPTY_ATTRIBUTES } from "../entities.js";
import type { World } from "../world.js";
import { accessControlOf } from "./access-control.js";
import type { SeedCollection, SeedConnection, SeedPersona, TenantSeed } from "./seed.js";

type Planted = {
  readonly typeName: AssetType;
  readonly createdBy: string;
  readonly attributes: Partial<AssetAttributes> & { readonly name: string };
};

function assetFrom(world: World, { typeName, createdBy, attributes }: Planted): Asset {
  const now = world.seededAt;
  return {
    typeName,
    guid: world.ids.guid(),
    status: "ACTIVE",
    createdBy,
    updatedBy: createdBy,
    createTime: now,
    updateTime: now,
    attributes: { ...EMPTY_ATTRIBUTES, displayName: attributes.name, ...attributes },
  };
}

function personaFrom(world: World, seed: SeedPersona, owner: string): Asset {
  const persona = assetFrom(world, {
    typeName: "Persona",
    createdBy: seed.createdBy ?? owner,
    attributes: {
      name: seed.name,
      description: seed.description ?? "",
      qualifiedName: seed.qualifiedName ?? `default/${world.ids.suffix()}`,
      personaUsers: seed.users ?? [],
      personaGroups: seed.groups ?? [],
      isAccessControlEnabled: seed.enabled ?? true,
    },
  });
  return { ...persona, accessControl: accessControlOf(world, persona, seed) };
}

type Owned<Seed> = { readonly seed: Seed; readonly owner: string; readonly index: number };

function connectionFrom(world: World, { seed, owner, index }: Owned<SeedConnection>): Asset {
  const { adminUsers, adminGroups = [], adminRoles = [] } = seed;
  const hasOtherAdmins = adminGroups.length + adminRoles.length > 0;
  const epochSeconds = Math.floor(world.seededAt / 1000) + index;
  return assetFrom(world, {
    typeName: "Connection",
    createdBy: seed.createdBy ?? owner,
    attributes: {
      name: seed.name,
      connectorName: seed.connectorName,
      qualifiedName: seed.qualifiedName ?? `default/${seed.connectorName}/${epochSeconds}`,
      adminUsers: adminUsers ?? (hasOtherAdmins ? [] : [owner]),
      adminGroups,
      adminRoles,
    },
  });
}

function collectionFrom(world: World, seed: SeedCollection, owner: string): Asset {
  const createdBy = seed.createdBy ?? owner;
  const { name, adminUsers = [createdBy], viewerUsers = [], qualifiedName } = seed;
  return assetFrom(world, {
    typeName: "Collection",
    createdBy,
    attributes: {
      name,
      qualifiedName: qualifiedName ?? `default/collection/${createdBy}/${world.ids.guid()}`,
      adminUsers,
      viewerUsers,
      adminGroups: seed.adminGroups ?? [],
      adminRoles: seed.adminRoles ?? [],
      viewerGroups: seed.viewerGroups ?? [],
    },
  });
}

export function plantedAssets(world: World, seed: TenantSeed, owner: string): Asset[] {
  return [
    ...(seed.personas ?? []).map((persona) => personaFrom(world, persona, owner)),
    ...(seed.connections ?? []).map((connection, index) =>
      connectionFrom(world, { seed: connection, owner, index }),
    ),
    ...(seed.collections ?? []).map((collection) => collectionFrom(world, collection, owner)),
  ];
}
