// What a stack may say about any lookup of one thing, however the thing is named.
import type { TerraformMetaArguments } from "cdktf";
import type { AtlanDataSourceTimeouts } from "./timeouts";

/** How to look. */
export interface AtlanLookupOptions extends TerraformMetaArguments {
  /**
   * How long to wait for the thing to appear, in seconds, 0 to 3600. What was just made may take a while to be found.
   *
   * @default - the lookup looks once
   */
  readonly waitSeconds?: number;
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: AtlanDataSourceTimeouts;
}
