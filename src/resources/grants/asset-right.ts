// One kind of right on an asset: which list of which type of asset says who holds it.
import type { PrincipalList } from "../../client/index.js";

/** Which list of which type of asset says who holds a right, and the attribute that names the asset. */
export interface AssetRight {
  readonly typeName: "Connection" | "Collection";
  readonly list: PrincipalList;
  readonly attribute: string;
}
