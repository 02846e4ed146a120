// Looks up one collection of queries, for stacks that make tokens its editors or viewers.
import { dataCollection } from "../../../lib/schema/index.js";
import { collectionAsset } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { assetIdentityOf, assetOriginOf, principalSetOf } from "../lookup/asset-mapping.js";
import { type AssetLookupSession, findAsset } from "../lookup/find-asset.js";
import { asWritten } from "../lookup/find-one.js";

const collection = {
  kind: collectionAsset,
  singular: "collection",
  plural: "collections",
  tellApartBy: "its GUID",
  isRestricted: true,
};

type Context = DataSourceContext<AssetLookupSession, (typeof dataCollection)["attributes"]>;

async function read(context: Context) {
  const found = await findAsset(collection, context);
  return asWritten(context.config, {
    ...assetIdentityOf(found),
    ...assetOriginOf(found),
    admin_users: principalSetOf(found.adminUsers),
    admin_groups: principalSetOf(found.adminGroups),
    viewer_users: principalSetOf(found.viewerUsers),
    viewer_groups: principalSetOf(found.viewerGroups),
    wait_seconds: context.config.wait_seconds,
  });
}

export const collectionDataSource = defineDataSource({ schema: dataCollection, read });
