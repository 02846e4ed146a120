// What a collection editor is.
import { collectionGrant } from "./asset-grant";

export const collectionEditor = collectionGrant({
  typeName: "atlan_collection_editor",
  noun: "collection editor",
  asset: "collection",
  description:
    "Makes people and API tokens editors of a query collection: they change the collection and its queries. Atlan always keeps the person or token that created the collection.",
});
