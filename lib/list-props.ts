// What a stack may say about any list: which records, in which order, how many.
import type { TerraformMetaArguments } from "cdktf";
import type { AtlanDataSourceTimeouts } from "./timeouts";

/** Which records to list. */
export interface AtlanListProps extends TerraformMetaArguments {
  /**
   * An RQL filter as JSON text, such as `JSON.stringify({ displayName: "loader" })`, with the API's own field names.
   *
   * @default - all records are listed
   */
  readonly filter?: string;
  /**
   * The field to sort by, in the API's spelling; a leading `-` turns the order round.
   *
   * @default - records come by `createdAt`, the oldest first
   */
  readonly sort?: string;
  /**
   * The most records to ask for, in one request; a tenant may give fewer.
   *
   * @default - all pages are read, until one is empty
   */
  readonly limit?: number;
  /**
   * How many records to pass over.
   *
   * @default - none is passed over
   */
  readonly offset?: number;
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: AtlanDataSourceTimeouts;
}
