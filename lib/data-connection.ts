// How a stack looks up a connection.
import type { Construct } from "constructs";
import type { IAtlanConnection } from "./granted-objects";
import type { AtlanLookupOptions } from "./lookup-props";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataConnection } from "./schema";

/** What a connection is called. Names are unique within one connector only. */
export interface AtlanConnectionName {
  /** The connection's name, in exact case. */
  readonly name: string;
  /** What kind of source it connects, in Atlan's spelling, such as `snowflake`. */
  readonly connectorName: string;
}

/** Exactly one of `id`, `qualifiedName`, and `name` with `connectorName`, says which connection. */
export interface DataAtlanConnectionProps extends AtlanLookupOptions {
  /**
   * The connection's GUID.
   *
   * @default - the connection is looked up by its names
   */
  readonly id?: string;
  /**
   * The connection's qualified name, such as `default/snowflake/1700000000`.
   *
   * @default - the connection is looked up by `id`, or by `name` and `connectorName`
   */
  readonly qualifiedName?: string;
  /**
   * The connection's name, in exact case; together with `connectorName`.
   *
   * @default - the connection is looked up by `id` or `qualifiedName`
   */
  readonly name?: string;
  /**
   * What kind of source it connects, in Atlan's spelling, such as `snowflake`; together with `name`.
   *
   * @default - the connection is looked up by `id` or `qualifiedName`
   */
  readonly connectorName?: string;
}

/**
 * Looks up an active connection. The API key looks first; where it sees no such connection, the user bearer token looks, if
 * one is set.
 *
 * @example
 * const development = DataAtlanConnection.fromName(this, "development", { name: "development", connectorName: "snowflake" });
 * loader.grantConnectionAdmin(development);
 */
export class DataAtlanConnection extends AtlanDataSource implements IAtlanConnection {
  static readonly tfResourceType = dataConnection.typeName;

  static {
    defineAttributes(DataAtlanConnection, dataConnection.attributes);
  }

  /** The connection with this GUID. */
  static fromId(
    scope: Construct,
    id: string,
    connectionId: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanConnection {
    return new DataAtlanConnection(scope, id, { ...options, id: connectionId });
  }

  /** The connection with this qualified name, such as `default/snowflake/1700000000`. */
  static fromQualifiedName(
    scope: Construct,
    id: string,
    qualifiedName: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanConnection {
    return new DataAtlanConnection(scope, id, { ...options, qualifiedName });
  }

  /** The one connection with this name, in exact case, among those of its connector. */
  static fromName(
    scope: Construct,
    id: string,
    { name, connectorName }: AtlanConnectionName,
    options: AtlanLookupOptions = {},
  ): DataAtlanConnection {
    return new DataAtlanConnection(scope, id, { ...options, name, connectorName });
  }

  /** The connection's GUID: what grants take. */
  declare readonly id: string;
  /** The connection's qualified name. */
  declare readonly qualifiedName: string;
  /** The connection's name. */
  declare readonly name: string;
  /** What kind of source it connects, in Atlan's spelling. */
  declare readonly connectorName: string;
  /** What the connection is for. */
  declare readonly description: string;
  /** When the connection was created, RFC 3339 in UTC; null when the tenant does not say. */
  declare readonly createdAt: string;
  /** The creator's username; null when the tenant does not say. */
  declare readonly createdBy: string;
  /** The connection admins, by username, as the search index has them; null when the tenant hides them. */
  declare readonly adminUsers: string[];
  /** The groups whose members are connection admins, as the search index has them; null when the tenant hides them. */
  declare readonly adminGroups: string[];
  /** The roles whose holders are connection admins, as the search index has them; null when the tenant hides them. */
  declare readonly adminRoles: string[];
  /** How long the lookup waits for the connection to appear, in seconds. */
  declare readonly waitSeconds: number;

  constructor(scope: Construct, id: string, props: DataAtlanConnectionProps) {
    super(scope, id, dataConnection, props);
    this.node.addValidation({
      validate: () =>
        (props.name === undefined) === (props.connectorName === undefined)
          ? []
          : [
              `Cannot look up ${dataConnection.noun}: ${props.name === undefined ? "connectorName is set and name is not" : "name is set and connectorName is not"}, expected both or neither`,
            ],
    });
  }
}
