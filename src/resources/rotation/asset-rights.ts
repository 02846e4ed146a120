// The rights on assets that a rotation carries: which list of which type of asset, and the type that declares it.
import { collectionEditor, collectionViewer, connectionAdmin } from "../../../lib/schema/index.js";
import type { Entity, PrincipalList } from "../../client/index.js";
import type { Right } from "../rights/right.js";

export interface CarriedRight {
  /** What a right is called in the registers of a run. */
  readonly type: string;
  readonly typeName: string;
  readonly list: PrincipalList;
}

export const assetRights: readonly CarriedRight[] = [
  { type: connectionAdmin.typeName, typeName: "Connection", list: "adminUsers" },
  { type: collectionEditor.typeName, typeName: "Collection", list: "adminUsers" },
  { type: collectionViewer.typeName, typeName: "Collection", list: "viewerUsers" },
];

/** Those that there are on an asset of this type. */
export const rightsOn = ({
  guid,
  typeName,
}: Pick<Entity, "guid" | "typeName">): readonly (Right & Pick<CarriedRight, "list">)[] =>
  assetRights
    .filter((right) => right.typeName === typeName)
    .map(({ type, list }) => ({ type, object: guid, list }));
