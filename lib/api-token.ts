// How a stack asks for an API token, and reaches one that exists already.
import {
  ImportableResource,
  type IResolvable,
  type TerraformMetaArguments,
  type TerraformOutput,
  type TerraformProvider,
} from "cdktf";
import type { Construct } from "constructs";
import type { AtlanApiTokenProps, IAtlanApiToken } from "./api-token-props";
import type { IAtlanCollection } from "./collection";
import type { AtlanCollectionEditor } from "./collection-editor";
import type { AtlanCollectionViewer } from "./collection-viewer";
import type { IAtlanConnection } from "./connection";
import type { AtlanConnectionAdmin } from "./connection-admin";
import { DataAtlanApiToken } from "./data-api-token";
import type { AtlanGrantOptions } from "./grant-props";
import { type IAtlanPersona, qualifiedNameOf } from "./persona";
import { AtlanResource } from "./private/atlan-resource";
import { defineAttributes } from "./private/attributes";
import { SecretOutput } from "./private/secret-output";
import { secretString } from "./private/secret-reference";
import type { Values } from "./private/settings";
import {
  bindPersona,
  grantCollectionEditor,
  grantCollectionViewer,
  grantConnectionAdmin,
} from "./private/token-grants";
import { apiToken } from "./schema";
import type { AtlanResourceTimeouts } from "./timeouts";
import type { AtlanTokenPersonaBinding } from "./token-persona-binding";

/** What may still change between construction and synth. */
type Inputs = { -readonly [Name in keyof AtlanApiTokenProps]: AtlanApiTokenProps[Name] };

const declaredBy = (inputs: Inputs): Values => {
  const { personas } = inputs;
  return {
    ...inputs,
    personas: Array.isArray(personas) ? personas.map(qualifiedNameOf) : personas,
  };
};

/**
 * An Atlan API token: the principal a loader, dbt job or pipeline logs in as. Atlan shows its secret once, at creation;
 * it lies in the state as `accessToken`. Deleting a token cannot be undone.
 *
 * Import takes the GUID, the client ID, the username, or `name:<display name>`.
 *
 * @example
 * const loader = new AtlanApiToken(this, "loader", { displayName: "nightly loader" });
 * loader.outputSecret("loader_token");
 */
export class AtlanApiToken extends AtlanResource implements IAtlanApiToken {
  static readonly tfResourceType = apiToken.typeName;

  static {
    defineAttributes(AtlanApiToken, apiToken.attributes);
  }

  /** The token with this GUID, which something else manages. */
  static fromId(
    scope: Construct,
    id: string,
    tokenId: string,
    options: TerraformMetaArguments = {},
  ): IAtlanApiToken {
    return new DataAtlanApiToken(scope, id, { ...options, id: tokenId });
  }

  /** The token with this client ID, with or without `service-account-`, which something else manages. */
  static fromClientId(
    scope: Construct,
    id: string,
    clientId: string,
    options: TerraformMetaArguments = {},
  ): IAtlanApiToken {
    return new DataAtlanApiToken(scope, id, { ...options, clientId });
  }

  /** The one token with this display name, in exact case, which something else manages. */
  static fromName(
    scope: Construct,
    id: string,
    displayName: string,
    options: TerraformMetaArguments = {},
  ): IAtlanApiToken {
    return new DataAtlanApiToken(scope, id, { ...options, displayName });
  }

  /** Makes `cdktf plan` print code for the token with this import id. The code is the CLI's own and wants editing. */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportableResource(scope, importToId, {
      terraformResourceType: apiToken.typeName,
      importId: importFromId,
      ...(provider === undefined ? {} : { provider }),
    });
  }

  /** The token's GUID. */
  declare readonly id: string;
  /** The token's client ID, `apikey-…`. */
  declare readonly clientId: string;
  /** The principal's name, `service-account-apikey-…`: what grants take. */
  declare readonly username: string;
  /** When the token was created, RFC 3339 in UTC; null when the tenant does not say. */
  declare readonly createdAt: string;
  /** The creator's username; null when the tenant does not say. */
  declare readonly createdBy: string;
  /** When the token expires, RFC 3339 in UTC; null when it never does. */
  declare readonly expiresAt: string;
  /** Whether the token had expired, by the tenant's clock, when it was last read. */
  declare readonly expired: IResolvable;
  /** The GUIDs of every principal that carries this token's rights now. */
  declare readonly activeIds: string[];
  /** The usernames of every principal that carries this token's rights now. */
  declare readonly activeUsernames: string[];
  /** The personas the token is linked to, by qualified name. */
  declare readonly personaQualifiedNames: string[];

  private readonly inputs: Inputs;

  constructor(scope: Construct, id: string, props: AtlanApiTokenProps) {
    const inputs = { ...props };
    super(scope, id, {
      schema: apiToken,
      metaArguments: props,
      declared: () => declaredBy(inputs),
    });
    this.inputs = inputs;
  }

  /** The secret. Null after an import. Sensitive here, and in every other stack that uses it. */
  get accessToken(): string {
    return secretString(this.interpolationForAttribute("access_token"), this.cdktfStack);
  }

  /** The name people see in Atlan. */
  get displayName(): string {
    return this.getStringAttribute("display_name");
  }

  set displayName(value: string) {
    this.inputs.displayName = value;
  }

  /** What the token is for. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: string) {
    this.inputs.description = value;
  }

  set personas(value: (IAtlanPersona | string)[]) {
    this.inputs.personas = value;
  }

  get managesPersonas(): boolean {
    const { persona_qualified_names: personas = this.inputs.personas } = this.rawOverrides;
    return personas !== undefined && personas !== null;
  }

  /** How long the token lives, in seconds from its creation. */
  get validitySeconds(): number {
    return this.getNumberAttribute("validity_seconds");
  }

  set validitySeconds(value: number) {
    this.inputs.validitySeconds = value;
  }

  /** Whether create waits until the new token itself is accepted by Atlan. */
  get waitUntilReady(): IResolvable {
    return this.getBooleanAttribute("wait_until_ready");
  }

  set waitUntilReady(value: boolean | IResolvable) {
    this.inputs.waitUntilReady = value;
  }

  /** Whether an expired token is replaced by the next apply. */
  get replaceWhenExpired(): IResolvable {
    return this.getBooleanAttribute("replace_when_expired");
  }

  set replaceWhenExpired(value: boolean | IResolvable) {
    this.inputs.replaceWhenExpired = value;
  }

  set timeouts(value: AtlanResourceTimeouts) {
    this.inputs.timeouts = value;
  }

  /**
   * Makes a sensitive stack output of exactly this name that holds the secret; `terraform output -raw <name>` prints it.
   * Apply refuses it while the secret is not known, as after an import. Called again with the same name, it gives back the
   * output that it made.
   *
   * Synth refuses a name that is taken or no identifier, and a token with `count` or `forEach`.
   */
  outputSecret(name: string): TerraformOutput {
    const known = this.node.tryFindChild(name);
    return known instanceof SecretOutput ? known : new SecretOutput(this, name);
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
