// A collection viewer: a name in `viewerUsers` of a collection.
import { collectionViewer } from "../../../lib/schema/index.js";
import type { AttributesOf } from "../tenant-binding.js";
import { assetKeeper } from "./asset-keeper.js";
import { grantResource } from "./resource.js";

export const collectionViewerResource = grantResource<AttributesOf<typeof collectionViewer>>({
  schema: collectionViewer,
  keeper: assetKeeper({
    type: collectionViewer.typeName,
    typeName: "Collection",
    list: "viewerUsers",
    attribute: "collection_id",
  }),
  attributes: { thing: "collection_id", principals: "usernames" },
  giving: (usernames, collection) => `making ${usernames} viewer of the collection ${collection}`,
  taking: (usernames, collection) =>
    `taking ${usernames} off the viewers of the collection ${collection}`,
  importForm: "<collection GUID>,<username>[,<username>…]",
  grantOf: ({ collection_id, usernames }) => ({ thing: collection_id, principals: usernames }),
  stateOf: ({ thing, principals }) => ({ collection_id: thing, usernames: principals }),
});
