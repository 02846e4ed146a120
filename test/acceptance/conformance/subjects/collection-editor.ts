// Editors of a collection, as the suite tries them.
import { assetGrant } from "./asset-grant.js";

export const collectionEditor = assetGrant({
  type: "atlan_collection_editor",
  grantingMethod: "grantCollectionEditor",
  asset: "collection",
  list: "adminUsers",
  things: ["Finance", "Sales"],
});
