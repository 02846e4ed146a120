// What the grants on an asset share: principals hold one right on one connection or collection.
import type { Construct } from "constructs";
import type { AtlanAssetGrantProps } from "../grant-props";
import type { Schema } from "../schema";
import { AtlanResource } from "./atlan-resource";
import { usernamesOf } from "./principals";
import type { Values } from "./settings";

interface AssetGrantDefinition {
  readonly schema: Schema;
  readonly props: AtlanAssetGrantProps;
  /** The asset's GUID under the name of its property. Called at synth only. */
  readonly asset: () => Values;
}

export abstract class AssetGrant extends AtlanResource {
  /** Who holds the right by this grant, by username. */
  declare readonly usernames: string[];

  constructor(scope: Construct, id: string, { schema, props, asset }: AssetGrantDefinition) {
    const { timeouts, ...metaArguments } = props;
    super(scope, id, {
      schema,
      metaArguments,
      declared: () => ({ ...asset(), principals: usernamesOf(props), timeouts }),
    });
    this.node.addValidation({
      validate: () =>
        // That neither is set, the schema finds.
        props.token !== undefined && props.principals !== undefined
          ? [`Cannot declare ${schema.noun}: token and principals are set, expected exactly one`]
          : [],
    });
  }
}
