// How a stack declares an OAuth client, and refers to one that exists already.
import type { ImportableResource, TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { DataAtlanOauthClient } from "./data-oauth-client";
import {
  type IAtlanPersona,
  type IAtlanRole,
  qualifiedNamesOf,
  roleNameOf,
} from "./granted-objects";
import type { AtlanLookupOptions } from "./lookup-props";
import type { AtlanOauthClientAttributes } from "./oauth-client-attributes";
import type { AtlanOauthClientProps } from "./oauth-client-props";
import { defineGrants, type IAtlanOauthClient } from "./principal-grants";
import { PrincipalResource } from "./principal-resource";
import { defineAttributes } from "./private/attributes";
import { ImportAdvice } from "./private/import-advice";
import { secretString } from "./private/secret-reference";
import type { Values } from "./private/settings";
import { type AtlanOauthClientRotation, AtlanOauthClientRotationOutputReference } from "./rotation";
import { oauthClient } from "./schema";

const declaredBy = (inputs: AtlanOauthClientProps): Values => ({
  ...inputs,
  role: roleNameOf(inputs.role),
  personas: qualifiedNamesOf(inputs.personas),
});

/**
 * An Atlan OAuth client: the principal that Atlan recommends for machines. With its ID and its secret a program gets
 * short-lived access tokens. Atlan shows the secret once, at creation; the state holds it as `clientSecret`. Deleting a client
 * cannot be undone.
 *
 * Import takes the GUID, the client ID, the username, or `name:<display name>`.
 *
 * @example
 * const sync = new AtlanOauthClient(this, "sync", { displayName: "catalog sync", role: "Member" });
 * sync.outputSecret("sync_secret");
 */
// `defineAttributes` and `defineGrants` define what the interface below says.
export class AtlanOauthClient extends PrincipalResource<AtlanOauthClientProps> {
  static readonly tfResourceType = oauthClient.typeName;

  static {
    defineGrants(AtlanOauthClient);
    defineAttributes(AtlanOauthClient, oauthClient.attributes);
  }

  /** The client with this GUID, which something else manages. */
  static fromId(
    scope: Construct,
    id: string,
    guid: string,
    options: AtlanLookupOptions = {},
  ): IAtlanOauthClient {
    return new DataAtlanOauthClient(scope, id, { ...options, id: guid });
  }

  /** The client with this client ID, with or without `service-account-`, which something else manages. */
  static fromClientId(
    scope: Construct,
    id: string,
    clientId: string,
    options: AtlanLookupOptions = {},
  ): IAtlanOauthClient {
    return new DataAtlanOauthClient(scope, id, { ...options, clientId });
  }

  /** The one client with this display name, in exact case, which something else manages. */
  static fromName(
    scope: Construct,
    id: string,
    displayName: string,
    options: AtlanLookupOptions = {},
  ): IAtlanOauthClient {
    return new DataAtlanOauthClient(scope, id, { ...options, displayName });
  }

  /**
   * Imports nothing: synth prints the lines to write instead.
   *
   * @deprecated declare the client, and call its method `importFrom`
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportAdvice(scope, {
      schema: oauthClient,
      id: importToId,
      importId: importFromId,
      ...(provider !== undefined && { provider }),
    });
  }

  /** The secret, sealed to `sealTo`: ASCII-armoured age. Null without `sealTo`, and after an import without the secret. */
  declare readonly sealedClientSecret: string;

  constructor(scope: Construct, id: string, props: AtlanOauthClientProps) {
    const objectsIn = ({ role, personas }: AtlanOauthClientProps) => ({ role, personas });
    super(scope, id, { schema: oauthClient, props, declaredBy, objectsIn });
  }

  /** The secret. Null after an import without it, and when it is sealed. Sensitive here, and in every other stack that uses it. */
  get clientSecret(): string {
    return secretString(this.interpolationForAttribute("client_secret"), this.cdktfStack);
  }

  /** The role as it is declared: a label or a name. */
  get role(): string {
    return this.getStringAttribute("role");
  }

  set role(value: IAtlanRole | string) {
    this.inputs.role = value;
  }

  set personas(value: (IAtlanPersona | string)[]) {
    this.inputs.personas = value;
  }

  /** When the secret is rotated, and what happens to the one before. */
  get rotation(): AtlanOauthClientRotationOutputReference {
    return new AtlanOauthClientRotationOutputReference(this, "rotation", false);
  }

  set rotation(value: AtlanOauthClientRotation) {
    this.inputs.rotation = value;
  }
}

export interface AtlanOauthClient
  extends Omit<AtlanOauthClientAttributes, "description" | "displayName">,
    IAtlanOauthClient {}
