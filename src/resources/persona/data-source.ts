// Looks up one persona, for stacks that link tokens to it but do not manage it.
import { dataPersona } from "../../../lib/schema/index.js";
import { personaAsset } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { assetIdentityOf } from "../lookup/asset-mapping.js";
import { type AssetLookupSession, findAsset } from "../lookup/find-asset.js";
import { asWritten } from "../lookup/find-one.js";

const persona = {
  kind: personaAsset,
  singular: "persona",
  plural: "personas",
  tellApartBy: "its qualified name",
  isRestricted: false,
};

type Context = DataSourceContext<AssetLookupSession, (typeof dataPersona)["attributes"]>;

async function read(context: Context) {
  const found = await findAsset(persona, context);
  return asWritten(context.config, {
    ...assetIdentityOf(found),
    display_name: found.displayName,
    enabled: found.enabled,
    wait_seconds: context.config.wait_seconds,
  });
}

export const personaDataSource = defineDataSource({ schema: dataPersona, read });
