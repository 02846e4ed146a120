// How a stack looks up a collection of queries.
import type { Construct } from "constructs";
import type { IAtlanCollection } from "./granted-objects";
import type { AtlanLookupOptions } from "./lookup-props";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataCollection } from "./schema";

/** Exactly one of `id`, `qualifiedName` and `name` says which collection. */
export interface DataAtlanCollectionProps extends AtlanLookupOptions {
  /**
   * The collection's GUID.
   *
   * @default - the collection is looked up by `qualifiedName` or `name`
   */
  readonly id?: string;
  /**
   * The collection's qualified name, such as `default/collection/amira/…`.
   *
   * @default - the collection is looked up by `id` or `name`
   */
  readonly qualifiedName?: string;
  /**
   * The collection's name, in exact case. Several collections of that name are an error that lists them.
   *
   * @default - the collection is looked up by `id` or `qualifiedName`
   */
  readonly name?: string;
}

/**
 * Looks up an active collection of queries. The API key looks first; where it sees no such collection, the user bearer token
 * looks, if one is set.
 *
 * @example
 * const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");
 * loader.grantCollectionViewer(finance);
 */
export class DataAtlanCollection extends AtlanDataSource implements IAtlanCollection {
  static readonly tfResourceType = dataCollection.typeName;

  static {
    defineAttributes(DataAtlanCollection, dataCollection.attributes);
  }

  /** The collection with this GUID. */
  static fromId(
    scope: Construct,
    id: string,
    collectionId: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanCollection {
    return new DataAtlanCollection(scope, id, { ...options, id: collectionId });
  }

  /** The collection with this qualified name. */
  static fromQualifiedName(
    scope: Construct,
    id: string,
    qualifiedName: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanCollection {
    return new DataAtlanCollection(scope, id, { ...options, qualifiedName });
  }

  /** The one collection with this name, in exact case. */
  static fromName(
    scope: Construct,
    id: string,
    name: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanCollection {
    return new DataAtlanCollection(scope, id, { ...options, name });
  }

  /** The collection's GUID: what grants take. */
  declare readonly id: string;
  /** The collection's qualified name. */
  declare readonly qualifiedName: string;
  /** The collection's name. */
  declare readonly name: string;
  /** What the collection is for. */
  declare readonly description: string;
  /** When the collection was created, RFC 3339 in UTC; null when the tenant does not say. */
  declare readonly createdAt: string;
  /** The creator's username; null when the tenant does not say. */
  declare readonly createdBy: string;
  /** The editors, by username, as the search index has them; null when the tenant hides them. */
  declare readonly adminUsers: string[];
  /** The groups whose members are editors, as the search index has them; null when the tenant hides them. */
  declare readonly adminGroups: string[];
  /** The viewers, by username, as the search index has them; null when the tenant hides them. */
  declare readonly viewerUsers: string[];
  /** The groups whose members are viewers, as the search index has them; null when the tenant hides them. */
  declare readonly viewerGroups: string[];
  /** How long the lookup waits for the collection to appear, in seconds. */
  declare readonly waitSeconds: number;

  constructor(scope: Construct, id: string, props: DataAtlanCollectionProps) {
    super(scope, id, dataCollection, props);
  }
}
