// What the constructs of API tokens and OAuth clients share: a one-time secret, its sealing, its rotation and its outputs.
import { Fn, type IResolvable, type TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanPrincipalProps } from "./principal-props";
import { AtlanResource } from "./private/atlan-resource";
import { kindOf, type ManagedPrincipal } from "./private/principal-kinds";
import { rotationFaults } from "./private/rotation-faults";
import { rotationUseFaults } from "./private/rotation-uses";
import { SecretOutput } from "./private/secret-output";
import type { Values } from "./private/settings";
import { addStackCheck } from "./private/stack-check";
import { AtlanRecordList } from "./record-list";
import { AtlanRetiringPrincipal, type AtlanRotation } from "./rotation";
import type { Schema } from "./schema";
import type { AtlanResourceTimeouts } from "./timeouts";

interface Declared extends AtlanPrincipalProps {
  readonly rotation?: AtlanRotation;
}

/** The props, which setters may change until synth. */
type Inputs<Props> = { -readonly [Name in keyof Props]: Props[Name] };

interface PrincipalDefinition<Props> {
  readonly schema: Schema;
  readonly props: Props;
  /** What the stack declares, by property name: of the props as they are at synth. */
  readonly declaredBy: (inputs: Inputs<Props>) => Values;
  /** The objects in it, by property name. */
  readonly objectsIn: (inputs: Inputs<Props>) => Values;
}

export abstract class PrincipalResource<Props extends Declared>
  extends AtlanResource
  implements ManagedPrincipal
{
  declare readonly id: string;
  declare readonly clientId: string;
  /** Whether a trigger of `rotation` had been reached when last read: the next apply then rotates. */
  declare readonly readyForRotation: IResolvable;
  /** When the first of the triggers that depend on time will be reached, RFC 3339 in UTC; null without one. */
  declare readonly rotateAt: string;
  /** Whether one of `retiring` is due. */
  declare readonly retirementDue: IResolvable;

  protected readonly inputs: Inputs<Props>;

  constructor(scope: Construct, id: string, definition: PrincipalDefinition<Props>) {
    const { schema, props, declaredBy, objectsIn } = definition;
    const inputs = { ...props };
    super(scope, id, {
      schema,
      metaArguments: props,
      declared: () => declaredBy(inputs),
      objects: () => objectsIn(inputs),
    });
    this.inputs = inputs;
    addStackCheck(this.cdktfStack, rotationUseFaults);
    this.node.addValidation({
      validate: () => (this.isRotated ? rotationFaults(this, inputs) : []),
    });
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
   * Apply refuses it while the secret is not known, as after an import. With `forEach` it holds a map of the
   * secrets by key, with `count` a list. Called again with the same name, it returns the output that it made.
   *
   * Synth refuses a name that is taken, or not an identifier, and a sealed secret.
   */
  outputSecret(name: string): TerraformOutput {
    return SecretOutput.of(this, kindOf(this).plain, name);
  }

  /**
   * Makes a stack output of exactly this name that holds the sealed secret, for `age -d` or
   * `npx cdktf-provider-atlan unseal`. It is not sensitive: only the recipients in `sealTo` can open it. Otherwise it is as
   * the one that `outputSecret` makes.
   */
  outputSealedSecret(name: string): TerraformOutput {
    return SecretOutput.of(this, kindOf(this).sealed, name);
  }
}
