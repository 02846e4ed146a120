// One kind of right on an asset: which list of which type of asset says who holds it.
import type { Entity, PrincipalList } from "../../client/index.js";
import { wrongType } from "../asset/asset-problems.js";
import { GrantError } from "./grant-error.js";

export interface AssetRight {
  /** Terraform's type name. */
  readonly type: string;
  readonly typeName: "Connection" | "Collection";
  readonly list: PrincipalList;
  /** The attribute that names the asset. */
  readonly attribute: string;
}

/** @throws GrantError */
export function requireType(right: AssetRight, entity: Entity): void {
  if (entity.typeName !== right.typeName) throw new GrantError(wrongType(entity, right));
}

/** Atlan puts the creator of a collection back among its editors with every write (atlas-metastore). */
export const isPutBack = ({ typeName, list }: AssetRight, entity: Entity, name: string): boolean =>
  typeName === "Collection" && list === "adminUsers" && entity.createdBy === name;
