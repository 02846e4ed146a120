// How a stack looks up the principal behind a credential of the provider.
import type { IResolvable, TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataCurrentUser } from "./schema";
import type { AtlanDataSourceTimeouts } from "./timeouts";

/** Whose principal to look up. */
export interface DataAtlanCurrentUserProps extends TerraformMetaArguments {
  /**
   * `api_key`, what the provider signs in with, also where that is an OAuth client; or `user_bearer_token`, which is an error when
   * the provider has none.
   *
   * @default - what the provider signs in with is meant
   */
  readonly credential?: "api_key" | "user_bearer_token";
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: AtlanDataSourceTimeouts;
}

/**
 * Looks up the principal behind one of the provider's credentials: the API token or OAuth client that it signs in as, or
 * the person of the user bearer token.
 *
 * @example
 * const me = new DataAtlanCurrentUser(this, "me");
 * new AtlanConnectionAdmin(this, "me_admin", { connection: development, principals: [me.username] });
 */
export class DataAtlanCurrentUser extends AtlanDataSource {
  static readonly tfResourceType = dataCurrentUser.typeName;

  static {
    defineAttributes(DataAtlanCurrentUser, dataCurrentUser.attributes);
  }

  /** Which of the provider's credentials is meant. */
  declare readonly credential: string;
  /** The GUID; null when the tenant does not say. */
  declare readonly id: string;
  /** The username: what grants take. */
  declare readonly username: string;
  /** The email address; null where there is none, as for API tokens and OAuth clients. */
  declare readonly email: string;
  /** Whether it is an API token: its username begins with `service-account-apikey-`. */
  declare readonly isApiToken: IResolvable;
  /** Whether it is an OAuth client: its username begins with `service-account-oauth-client-`. */
  declare readonly isOauthClient: IResolvable;

  constructor(scope: Construct, id: string, props: DataAtlanCurrentUserProps = {}) {
    super(scope, id, dataCurrentUser, props);
  }
}
