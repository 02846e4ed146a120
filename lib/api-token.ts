// How a stack declares an API token, and refers to one that exists already.
import type { ImportableResource, IResolvable, TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanApiTokenAttributes } from "./api-token-attributes";
import type { AtlanApiTokenProps } from "./api-token-props";
import { DataAtlanApiToken } from "./data-api-token";
import { type IAtlanPersona, qualifiedNamesOf } from "./granted-objects";
import type { AtlanLookupOptions } from "./lookup-props";
import { defineTokenGrants, type IAtlanApiToken } from "./principal-grants";
import { PrincipalResource } from "./principal-resource";
import { defineAttributes } from "./private/attributes";
import { ImportAdvice } from "./private/import-advice";
import { secretString } from "./private/secret-reference";
import type { Values } from "./private/settings";
import { type AtlanRotation, AtlanRotationOutputReference } from "./rotation";
import { apiToken } from "./schema";

const declaredBy = (inputs: AtlanApiTokenProps): Values => ({
  ...inputs,
  personas: qualifiedNamesOf(inputs.personas),
});

/**
 * An Atlan API token: the principal a loader, dbt job or pipeline logs in as. Atlan shows its secret once, at creation;
 * the state holds it as `accessToken`. Deleting a token cannot be undone.
 *
 * Import takes the GUID, the client ID, the username, or `name:<display name>`.
 *
 * @example
 * const loader = new AtlanApiToken(this, "loader", { displayName: "nightly loader" });
 * loader.outputSecret("loader_token");
 */
// `defineAttributes` and `defineTokenGrants` define what the interface below says.
export class AtlanApiToken extends PrincipalResource<AtlanApiTokenProps> {
  static readonly tfResourceType = apiToken.typeName;

  static {
    defineTokenGrants(AtlanApiToken);
    defineAttributes(AtlanApiToken, apiToken.attributes);
  }

  /** The token with this GUID, which something else manages. */
  static fromId(
    scope: Construct,
    id: string,
    tokenId: string,
    options: AtlanLookupOptions = {},
  ): IAtlanApiToken {
    return new DataAtlanApiToken(scope, id, { ...options, id: tokenId });
  }

  /** The token with this client ID, with or without `service-account-`, which something else manages. */
  static fromClientId(
    scope: Construct,
    id: string,
    clientId: string,
    options: AtlanLookupOptions = {},
  ): IAtlanApiToken {
    return new DataAtlanApiToken(scope, id, { ...options, clientId });
  }

  /** The one token with this display name, in exact case, which something else manages. */
  static fromName(
    scope: Construct,
    id: string,
    displayName: string,
    options: AtlanLookupOptions = {},
  ): IAtlanApiToken {
    return new DataAtlanApiToken(scope, id, { ...options, displayName });
  }

  /**
   * Imports nothing: synth prints the lines to write instead.
   *
   * @deprecated declare the token, and call its method `importFrom`
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportAdvice(scope, {
      schema: apiToken,
      id: importToId,
      importId: importFromId,
      ...(provider !== undefined && { provider }),
    });
  }

  /** The secret, sealed to `sealTo`: ASCII-armoured age. Null without `sealTo`, and after an import without the secret. */
  declare readonly sealedAccessToken: string;

  constructor(scope: Construct, id: string, props: AtlanApiTokenProps) {
    const objectsIn = ({ personas }: AtlanApiTokenProps) => ({ personas });
    super(scope, id, { schema: apiToken, props, declaredBy, objectsIn });
  }

  /** The secret. Null after an import without it, and when it is sealed. Sensitive here, and in every other stack that uses it. */
  get accessToken(): string {
    return secretString(this.interpolationForAttribute("access_token"), this.cdktfStack);
  }

  set personas(value: (IAtlanPersona | string)[]) {
    this.inputs.personas = value;
  }

  get managesPersonas(): boolean {
    const { persona_qualified_names: personas = this.inputs.personas } = this.rawOverrides;
    return personas !== undefined && personas !== null;
  }

  get validitySeconds(): number {
    return this.getNumberAttribute("validity_seconds");
  }

  set validitySeconds(value: number) {
    this.inputs.validitySeconds = value;
  }

  /** Whether create waits until the new token itself is accepted by Atlan. A rotation always waits for it. */
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

  /** When the secret is rotated, and what happens to the one before. */
  get rotation(): AtlanRotationOutputReference {
    return new AtlanRotationOutputReference(this, "rotation", false);
  }

  set rotation(value: AtlanRotation) {
    this.inputs.rotation = value;
  }
}

export interface AtlanApiToken
  extends Omit<AtlanApiTokenAttributes, "description" | "displayName">,
    IAtlanApiToken {}
