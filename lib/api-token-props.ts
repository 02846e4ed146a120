// What a stack may say about an API token, and what it gets to hold of one.
import type { IResolvable, TerraformMetaArguments } from "cdktf";
import type { IConstruct } from "constructs";
import type { IAtlanCollection } from "./collection";
import type { AtlanCollectionEditor } from "./collection-editor";
import type { AtlanCollectionViewer } from "./collection-viewer";
import type { IAtlanConnection } from "./connection";
import type { AtlanConnectionAdmin } from "./connection-admin";
import type { AtlanGrantOptions } from "./grant-props";
import type { IAtlanPersona } from "./persona";
import type { AtlanResourceTimeouts } from "./timeouts";
import type { AtlanTokenPersonaBinding } from "./token-persona-binding";

/** An API token of the tenant: managed here, or looked up. Grants take it. */
export interface IAtlanApiToken extends IConstruct {
  /** The token's GUID. */
  readonly id: string;
  /** The token's client ID, `apikey-…`. */
  readonly clientId: string;
  /** The principal's name, `service-account-apikey-…`. */
  readonly username: string;
  /** The GUIDs of every principal that carries this token's rights now. */
  readonly activeIds: string[];
  /** The usernames of every principal that carries this token's rights now. */
  readonly activeUsernames: string[];
  /** Whether this construct manages all links of the token to personas, so that bindings are refused. */
  readonly managesPersonas: boolean;

  /**
   * Links the token to the persona, beside what it is linked to already. Called again for one thing, this method and its
   * siblings give back the construct they made.
   */
  bindPersona(
    persona: IAtlanPersona | string,
    options?: AtlanGrantOptions,
  ): AtlanTokenPersonaBinding;
  /** Makes the token an admin of the connection. Most API keys may not: it takes a person's bearer token. */
  grantConnectionAdmin(
    connection: IAtlanConnection,
    options?: AtlanGrantOptions,
  ): AtlanConnectionAdmin;
  /** Makes the token an editor of the collection. Most API keys may not: it takes a person's bearer token. */
  grantCollectionEditor(
    collection: IAtlanCollection,
    options?: AtlanGrantOptions,
  ): AtlanCollectionEditor;
  /** Makes the token a viewer of the collection. Most API keys may not: it takes a person's bearer token. */
  grantCollectionViewer(
    collection: IAtlanCollection,
    options?: AtlanGrantOptions,
  ): AtlanCollectionViewer;
}

/** An API token as you want it. */
export interface AtlanApiTokenProps extends TerraformMetaArguments {
  /** The name people see in Atlan. Not blank, no blanks at its ends. Atlan allows several tokens of one name. */
  readonly displayName: string;
  /**
   * What the token is for.
   *
   * @default - the description is empty
   */
  readonly description?: string;
  /**
   * The personas the token is linked to: objects, or qualified names. An empty list takes every link away.
   *
   * @default - the links are not managed by this construct, so persona bindings may manage them
   */
  readonly personas?: (IAtlanPersona | string)[];
  /**
   * How long the token lives, in seconds from its creation: 1 to `MAX_VALIDITY_SECONDS`, or exactly `NEVER_EXPIRES`.
   * Fixed at creation, so a change replaces the token.
   *
   * @default - a new token lives for `MAX_VALIDITY_SECONDS` (five years), an imported one keeps what it has
   */
  readonly validitySeconds?: number;
  /**
   * Whether create waits until the new token itself is accepted by Atlan.
   *
   * @default - create waits
   */
  readonly waitUntilReady?: boolean | IResolvable;
  /**
   * Whether an expired token is replaced by the next apply.
   *
   * @default - an expired token is replaced; with `false` the plan only warns
   */
  readonly replaceWhenExpired?: boolean | IResolvable;
  /** @default - create and update may take 10 minutes, read and delete 5 */
  readonly timeouts?: AtlanResourceTimeouts;
}
