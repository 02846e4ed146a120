// How a stack declares an API token, and refers to one that exists already.
import {
  Fn,
  type ImportableResource,
  type IResolvable,
  type TerraformMetaArguments,
  type TerraformOutput,
  type TerraformProvider,
} from "cdktf";
import type { Construct } from "constructs";
import type { AtlanApiTokenAttributes } from "./api-token-attributes";
import type { AtlanApiTokenProps } from "./api-token-props";
import { DataAtlanApiToken } from "./data-api-token";
import { type IAtlanPersona, qualifiedNameOf } from "./granted-objects";
import { AtlanResource } from "./private/atlan-resource";
import { defineAttributes } from "./private/attributes";
import { ImportAdvice } from "./private/import-advice";
import { rotationFaults } from "./private/rotation-faults";
import { PLAIN, SEALED } from "./private/secret-form";
import { SecretOutput } from "./private/secret-output";
import { secretString } from "./private/secret-reference";
import type { Values } from "./private/settings";
import { AtlanRecordList } from "./record-list";
import {
  AtlanRetiringPrincipal,
  type AtlanRotation,
  AtlanRotationOutputReference,
} from "./rotation";
import { apiToken } from "./schema";
import type { AtlanResourceTimeouts } from "./timeouts";
import { defineGrants, type IAtlanApiToken } from "./token-grants";

/** The props, which setters may change until synth. */
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
 * the state holds it as `accessToken`. Deleting a token cannot be undone.
 *
 * Import takes the GUID, the client ID, the username, or `name:<display name>`.
 *
 * @example
 * const loader = new AtlanApiToken(this, "loader", { displayName: "nightly loader" });
 * loader.outputSecret("loader_token");
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` and `defineGrants` define what the interface below says.
export class AtlanApiToken extends AtlanResource {
  static readonly tfResourceType = apiToken.typeName;

  static {
    defineGrants(AtlanApiToken);
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
      id: importToId,
      importId: importFromId,
      ...(provider !== undefined && { provider }),
    });
  }

  /** The secret, sealed to `sealTo`: ASCII-armoured age. Null without `sealTo`, and after an import without the secret. */
  declare readonly sealedAccessToken: string;
  /** Whether a trigger of `rotation` had been reached when last read: the next apply then rotates. */
  declare readonly readyForRotation: IResolvable;
  /** When the first of the triggers that depend on time will be reached, RFC 3339 in UTC; null without one. */
  declare readonly rotateAt: string;
  /** Whether one of `retiring` is due. */
  declare readonly retirementDue: IResolvable;

  private readonly inputs: Inputs;

  constructor(scope: Construct, id: string, props: AtlanApiTokenProps) {
    const inputs = { ...props };
    super(scope, id, {
      schema: apiToken,
      metaArguments: props,
      declared: () => declaredBy(inputs),
    });
    this.inputs = inputs;
    this.node.addValidation({
      validate: () => (this.isRotated ? rotationFaults(this, inputs) : []),
    });
  }

  /** The secret. Null after an import without it, and when it is sealed. Sensitive here, and in every other stack that uses it. */
  get accessToken(): string {
    return secretString(this.interpolationForAttribute("access_token"), this.cdktfStack);
  }

  get displayName(): string {
    return this.getStringAttribute("display_name");
  }

  set displayName(value: string) {
    this.inputs.displayName = value;
  }

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

  get sealTo(): string[] {
    return Fn.tolist(this.getListAttribute("seal_to"));
  }

  set sealTo(value: string[]) {
    this.inputs.sealTo = value;
  }

  /** Whether recipients are declared, so that the state holds the secret sealed. */
  get isSealed(): boolean {
    const { seal_to: recipients = this.inputs.sealTo } = this.rawOverrides;
    return recipients !== undefined && recipients !== null;
  }

  /** When the secret is rotated, and what happens to the one before. */
  get rotation(): AtlanRotationOutputReference {
    return new AtlanRotationOutputReference(this, "rotation", false);
  }

  set rotation(value: AtlanRotation) {
    this.inputs.rotation = value;
  }

  /** Whether `rotation` is declared. */
  get isRotated(): boolean {
    const { rotation = this.inputs.rotation } = this.rawOverrides;
    return rotation !== undefined && rotation !== null;
  }

  /** Whether something else deletes predecessors that are due. */
  get retiredElsewhere(): IResolvable {
    return this.getBooleanAttribute("retired_elsewhere");
  }

  set retiredElsewhere(value: boolean | IResolvable) {
    this.inputs.retiredElsewhere = value;
  }

  /** The predecessors that still work, oldest first. */
  get retiring(): AtlanRecordList<AtlanRetiringPrincipal> {
    return new AtlanRecordList(this, "retiring", AtlanRetiringPrincipal);
  }

  set timeouts(value: AtlanResourceTimeouts) {
    this.inputs.timeouts = value;
  }

  /**
   * Makes a sensitive stack output of exactly this name that holds the secret; `terraform output -raw <name>` prints it.
   * Apply refuses it while the secret is not known, as after an import. Of a token with `forEach` it holds a map of the
   * secrets by key, of one with `count` a list. Called again with the same name, it returns the output that it made.
   *
   * Synth refuses a name that is taken, or not an identifier, and a sealed token.
   */
  outputSecret(name: string): TerraformOutput {
    return SecretOutput.of(this, PLAIN, name);
  }

  /**
   * Makes a stack output of exactly this name that holds the sealed secret, for `age -d` or
   * `npx cdktf-provider-atlan unseal`. It is not sensitive: only the recipients in `sealTo` can open it. Otherwise it is as
   * the one that `outputSecret` makes.
   */
  outputSealedSecret(name: string): TerraformOutput {
    return SecretOutput.of(this, SEALED, name);
  }
}

export interface AtlanApiToken extends AtlanApiTokenAttributes, IAtlanApiToken {}
