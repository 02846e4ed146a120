// How a stack looks up a person.
import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanLookupOptions } from "./lookup-props";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataUser } from "./schema";

/** Exactly one of `username` and `email` says which person. */
export interface DataAtlanUserProps extends AtlanLookupOptions {
  /**
   * The username, in exact case.
   *
   * @default - the person is looked up by `email`
   */
  readonly username?: string;
  /**
   * The email address, in exact case.
   *
   * @default - the person is looked up by `username`
   */
  readonly email?: string;
}

/**
 * Looks up a person. API tokens are not users: look them up with `DataAtlanApiToken`.
 *
 * @example
 * const amira = DataAtlanUser.fromEmail(this, "amira", "amira@example.com");
 * new AtlanCollectionViewer(this, "viewers", { collection: finance, principals: [amira.username] });
 */
export class DataAtlanUser extends AtlanDataSource {
  static readonly tfResourceType = dataUser.typeName;

  static {
    defineAttributes(DataAtlanUser, dataUser.attributes);
  }

  /** The person with this username, in exact case. */
  static fromUsername(
    scope: Construct,
    id: string,
    username: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanUser {
    return new DataAtlanUser(scope, id, { ...options, username });
  }

  /** The person with this email address, in exact case. */
  static fromEmail(
    scope: Construct,
    id: string,
    email: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanUser {
    return new DataAtlanUser(scope, id, { ...options, email });
  }

  /** The person's GUID; null when the tenant does not say. */
  declare readonly id: string;
  /** The username: what grants take. */
  declare readonly username: string;
  /** The email address; null where there is none. */
  declare readonly email: string;
  /** Whether the person may sign in; null when the tenant does not say. */
  declare readonly enabled: IResolvable;
  /** How long the lookup waits for the person to appear, in seconds. */
  declare readonly waitSeconds: number;

  constructor(scope: Construct, id: string, props: DataAtlanUserProps) {
    super(scope, id, dataUser, props);
  }
}
