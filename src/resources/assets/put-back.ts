// What the tenant does not let anybody take off an asset.
import type { Entity, PrincipalList } from "../../client/index.js";

interface ListOnType {
  readonly typeName: string;
  readonly list: PrincipalList;
}

/** Atlan puts the creator of a collection back among its editors with every write (atlas-metastore). */
export const isPutBack = ({ typeName, list }: ListOnType, entity: Entity, name: string): boolean =>
  typeName === "Collection" && list === "adminUsers" && entity.createdBy === name;
