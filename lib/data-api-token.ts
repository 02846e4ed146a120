// How a stack looks up an API token that exists already.
import type { IResolvable, TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import type { IAtlanApiToken } from "./api-token-props";
import type { IAtlanCollection } from "./collection";
import type { AtlanCollectionEditor } from "./collection-editor";
import type { AtlanCollectionViewer } from "./collection-viewer";
import type { IAtlanConnection } from "./connection";
import type { AtlanConnectionAdmin } from "./connection-admin";
import type { AtlanGrantOptions } from "./grant-props";
import type { IAtlanPersona } from "./persona";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import {
  bindPersona,
  grantCollectionEditor,
  grantCollectionViewer,
  grantConnectionAdmin,
} from "./private/token-grants";
import { dataApiToken } from "./schema";
import type { AtlanDataSourceTimeouts } from "./timeouts";
import type { AtlanTokenPersonaBinding } from "./token-persona-binding";

/** Exactly one of `id`, `clientId` and `displayName` says which token. */
export interface DataAtlanApiTokenProps extends TerraformMetaArguments {
  /**
   * The token's GUID.
   *
   * @default - the token is looked up by `clientId` or `displayName`
   */
  readonly id?: string;
  /**
   * The token's client ID, `apikey-…`, with or without a leading `service-account-`.
   *
   * @default - the token is looked up by `id` or `displayName`
   */
  readonly clientId?: string;
  /**
   * The name people see in Atlan, in exact case. Several tokens of that name are an error that lists them.
   *
   * @default - the token is looked up by `id` or `clientId`
   */
  readonly displayName?: string;
  /**
   * How long to wait for the token to appear, in seconds, 0 to 3600.
   *
   * @default - the lookup looks once
   */
  readonly waitSeconds?: number;
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: AtlanDataSourceTimeouts;
}

/**
 * Looks up an API token that exists already: everything about it but its secret, which Atlan shows only once.
 *
 * @example
 * const loader = new DataAtlanApiToken(this, "loader", { displayName: "nightly loader" });
 */
export class DataAtlanApiToken extends AtlanDataSource implements IAtlanApiToken {
  static readonly tfResourceType = dataApiToken.typeName;

  static {
    defineAttributes(DataAtlanApiToken, dataApiToken.attributes);
  }

  /** The token's GUID. */
  declare readonly id: string;
  /** The token's client ID, `apikey-…`. */
  declare readonly clientId: string;
  /** The principal's name, `service-account-apikey-…`: what grants take. */
  declare readonly username: string;
  /** The name people see in Atlan. */
  declare readonly displayName: string;
  /** What the token is for. */
  declare readonly description: string;
  /** The personas the token is linked to, by qualified name. */
  declare readonly personaQualifiedNames: string[];
  /** How long the token lives, in seconds from its creation. */
  declare readonly validitySeconds: number;
  /** When the token was created, RFC 3339 in UTC; null when the tenant does not say. */
  declare readonly createdAt: string;
  /** The creator's username; null when the tenant does not say. */
  declare readonly createdBy: string;
  /** When the token expires, RFC 3339 in UTC; null when it never does. */
  declare readonly expiresAt: string;
  /** Whether the token has expired, by the tenant's clock. */
  declare readonly expired: IResolvable;
  /** The GUIDs of every principal that carries this token's rights now. */
  declare readonly activeIds: string[];
  /** The usernames of every principal that carries this token's rights now. */
  declare readonly activeUsernames: string[];
  /** How long the lookup waits for the token to appear, in seconds. */
  declare readonly waitSeconds: number;

  /** Never: a lookup changes nothing. */
  readonly managesPersonas = false;

  constructor(scope: Construct, id: string, props: DataAtlanApiTokenProps) {
    super(scope, id, dataApiToken, props);
  }

  bindPersona(
    persona: IAtlanPersona | string,
    options: AtlanGrantOptions = {},
  ): AtlanTokenPersonaBinding {
    return bindPersona(this, persona, options);
  }

  grantConnectionAdmin(
    connection: IAtlanConnection,
    options: AtlanGrantOptions = {},
  ): AtlanConnectionAdmin {
    return grantConnectionAdmin(this, connection, options);
  }

  grantCollectionEditor(
    collection: IAtlanCollection,
    options: AtlanGrantOptions = {},
  ): AtlanCollectionEditor {
    return grantCollectionEditor(this, collection, options);
  }

  grantCollectionViewer(
    collection: IAtlanCollection,
    options: AtlanGrantOptions = {},
  ): AtlanCollectionViewer {
    return grantCollectionViewer(this, collection, options);
  }
}
