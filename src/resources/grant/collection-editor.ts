// A collection editor: a name in `adminUsers` of a collection.
import { collectionEditor } from "../../../lib/schema/index.js";
import type { AttributesOf } from "../tenant-binding.js";
import { assetKeeper } from "./asset-keeper.js";
import { grantResource } from "./resource.js";

export const collectionEditorResource = grantResource<AttributesOf<typeof collectionEditor>>({
  schema: collectionEditor,
  keeper: assetKeeper({
    type: collectionEditor.typeName,
    typeName: "Collection",
    list: "adminUsers",
    attribute: "collection_id",
  }),
  attributes: { thing: "collection_id", principals: "usernames" },
  giving: (usernames, collection) => `making ${usernames} editor of the collection ${collection}`,
  taking: (usernames, collection) =>
    `taking ${usernames} off the editors of the collection ${collection}`,
  importForm: "<collection GUID>,<username>[,<username>…]",
  grantOf: ({ collection_id, usernames }) => ({ thing: collection_id, principals: usernames }),
  stateOf: ({ thing, principals }) => ({ collection_id: thing, usernames: principals }),
});
