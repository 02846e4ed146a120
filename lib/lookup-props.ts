// What a stack may say about any lookup: of one object, or of a list.
import type { TerraformMetaArguments } from "cdktf";
import type { AtlanDataSourceTimeouts } from "./timeouts";

/** How to look one object up. */
export interface AtlanLookupOptions extends TerraformMetaArguments {
  /**
   * How long to wait for the object to appear, in seconds, 0 to 3600. A new object may take a while to be found.
   *
   * @default - the lookup asks once
   */
  readonly waitSeconds?: number;
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: AtlanDataSourceTimeouts;
}

/** Exactly one of `id`, `clientId` and `displayName` says which API token or OAuth client. */
export interface AtlanPrincipalLookupProps extends AtlanLookupOptions {
  /**
   * The GUID.
   *
   * @default - it is looked up by `clientId` or `displayName`
   */
  readonly id?: string;
  /**
   * The client ID, `apikey-…` or `oauth-client-…`, with or without a leading `service-account-`.
   *
   * @default - it is looked up by `id` or `displayName`
   */
  readonly clientId?: string;
  /**
   * The name people see in Atlan, in exact case. Several of that name are an error that lists them.
   *
   * @default - it is looked up by `id` or `clientId`
   */
  readonly displayName?: string;
}

/** Which records to list. */
export interface AtlanListProps extends TerraformMetaArguments {
  /**
   * An RQL filter as JSON text, such as `JSON.stringify({ displayName: "loader" })`, with the API's own field names.
   *
   * @default - all records are listed
   */
  readonly filter?: string;
  /**
   * The field to sort by, in the API's spelling; a leading `-` reverses the order.
   *
   * @default - records are sorted by `createdAt`, the oldest first
   */
  readonly sort?: string;
  /**
   * The most records to ask for, in one request; a tenant may give fewer.
   *
   * @default - all pages are read, until one is empty
   */
  readonly limit?: number;
  /**
   * How many records to skip.
   *
   * @default - none is skipped
   */
  readonly offset?: number;
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: AtlanDataSourceTimeouts;
}
