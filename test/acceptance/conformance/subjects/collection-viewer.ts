// Viewers of a collection, as the suite tries them.
import { assetGrant } from "./asset-grant.js";

export const collectionViewer = assetGrant({
  type: "atlan_collection_viewer",
  grantingMethod: "grantCollectionViewer",
  asset: "collection",
  list: "viewerUsers",
  things: ["Finance", "Sales"],
});
