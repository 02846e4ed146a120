// What a collection viewer is.
import { collectionGrant } from "./asset-grant";

export const collectionViewer = collectionGrant({
  typeName: "atlan_collection_viewer",
  noun: "collection viewer",
  asset: "collection",
  description:
    "Makes people and API tokens viewers of a query collection: they see the collection and run its queries.",
});
