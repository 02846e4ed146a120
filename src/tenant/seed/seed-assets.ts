// Personas, connections and collections of a seed, as assets.
import {
  type Asset,
  type AssetAttributes,
  type AssetType,
  EMPTY_ATTRIBUTES,
} from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import { accessControlOf } from "./access-control.js";
import type { SeedCollection, SeedConnection, SeedPersona, TenantSeed } from "./seed.js";

type SeededAsset = {
  readonly typeName: AssetType;
  readonly createdBy: string;
  readonly attributes: Partial<AssetAttributes> & { readonly name: string };
};

function assetFrom(state: TenantState, { typeName, createdBy, attributes }: SeededAsset): Asset {
  const now = state.seededAt;
  return {
    typeName,
    guid: state.ids.guid(),
    status: "ACTIVE",
    createdBy,
    updatedBy: createdBy,
    createTime: now,
    updateTime: now,
    attributes: { ...EMPTY_ATTRIBUTES, displayName: attributes.name, ...attributes },
    otherAttributes: {},
  };
}

function personaFrom(state: TenantState, seed: SeedPersona, owner: string): Asset {
  const persona = assetFrom(state, {
    typeName: "Persona",
    createdBy: seed.createdBy ?? owner,
    attributes: {
      name: seed.name,
      description: seed.description ?? "",
      qualifiedName: seed.qualifiedName ?? `default/${state.ids.suffix()}`,
      personaUsers: seed.users ?? [],
      personaGroups: seed.groups ?? [],
      isAccessControlEnabled: seed.enabled ?? true,
    },
  });
  return { ...persona, accessControl: accessControlOf(state, persona, seed) };
}

type Owned<Seed> = { readonly seed: Seed; readonly owner: string; readonly index: number };

function connectionFrom(state: TenantState, { seed, owner, index }: Owned<SeedConnection>): Asset {
  const { adminUsers, adminGroups = [], adminRoles = [] } = seed;
  const hasOtherAdmins = adminGroups.length + adminRoles.length > 0;
  const epochSeconds = Math.floor(state.seededAt / 1000) + index;
  return assetFrom(state, {
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

function collectionFrom(state: TenantState, seed: SeedCollection, owner: string): Asset {
  const createdBy = seed.createdBy ?? owner;
  const { name, adminUsers = [createdBy], viewerUsers = [], qualifiedName } = seed;
  return assetFrom(state, {
    typeName: "Collection",
    createdBy,
    attributes: {
      name,
      qualifiedName: qualifiedName ?? `default/collection/${createdBy}/${state.ids.guid()}`,
      adminUsers,
      viewerUsers,
      adminGroups: seed.adminGroups ?? [],
      adminRoles: seed.adminRoles ?? [],
      viewerGroups: seed.viewerGroups ?? [],
    },
  });
}

export function assetsOfSeed(state: TenantState, seed: TenantSeed, owner: string): Asset[] {
  return [
    ...(seed.personas ?? []).map((persona) => personaFrom(state, persona, owner)),
    ...(seed.connections ?? []).map((connection, index) =>
      connectionFrom(state, { seed: connection, owner, index }),
    ),
    ...(seed.collections ?? []).map((collection) => collectionFrom(state, collection, owner)),
  ];
}
