// A stack output that holds a principal's secret, plain or sealed: of exactly the given name, and refused while it is unknown.
import { Lazy, TerraformOutput, type TerraformStack } from "cdktf";
import { quote } from "../schema";
import { constructsIn } from "./constructs-in";
import { referringStacks } from "./cross-stack";
import { attributeOfEach, isRepeated } from "./instances";
import {
  formOf,
  kindOf,
  type ManagedPrincipal,
  readingOf,
  type SecretForm,
} from "./principal-kinds";
import { hclPrecondition, type Precondition, secretIsKnown } from "./secret-precondition";
import { camelCase } from "./settings";
import { addStackCheck } from "./stack-check";
import { warnOnce } from "./warn-once";

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Of a principal whose state has the other form. */
function otherFormFault(principal: ManagedPrincipal, { isSealed }: SecretForm): string {
  const { word, plain } = kindOf(principal);
  return isSealed
    ? `the ${word} is not sealed, expected sealTo on the ${word}, or outputSecret`
    : `the ${word} is sealed (sealTo), so that ${camelCase(plain.attribute)} is null, expected outputSealedSecret`;
}

/** Made by `outputSecret` and `outputSealedSecret`, as a child of the principal. */
export class SecretOutput extends TerraformOutput {
  /** The one that the principal has under this name already, or a new one. */
  static of(principal: ManagedPrincipal, form: SecretForm, outputName: string): SecretOutput {
    const known = principal.node.tryFindChild(outputName);
    return known instanceof SecretOutput && known.form === form
      ? known
      : new SecretOutput(principal, form, outputName);
  }

  private constructor(
    private readonly principal: ManagedPrincipal,
    private readonly form: SecretForm,
    private readonly outputName: string,
  ) {
    // Lazy: reading the attribute now would freeze the principal's logical id.
    const value = Lazy.anyValue({
      produce: () =>
        isRepeated(principal)
          ? attributeOfEach(principal, form.attribute)
          : readingOf(principal, form.attribute),
    });
    super(principal, outputName, { value, sensitive: !form.isSealed, staticId: true });
    this.node.addValidation({ validate: () => this.faults() });
    addStackCheck(principal.cdktfStack, outputFaults);
  }

  // cdktf accepts a precondition for outputs but never writes it (0.21.0).
  protected override synthesizeAttributes(): { [key: string]: unknown } {
    return { ...super.synthesizeAttributes(), precondition: this.guard() };
  }

  protected override synthesizeHclAttributes(): { [key: string]: unknown } {
    const precondition = hclPrecondition(this.guard());
    return { ...super.synthesizeHclAttributes(), precondition };
  }

  private guard(): Precondition {
    return secretIsKnown(this.principal, this.form, "output");
  }

  private faults(): string[] {
    const faults: string[] = [];
    if (formOf(this.principal) !== this.form) {
      faults.push(this.fault(otherFormFault(this.principal, this.form)));
    }
    if (!IDENTIFIER.test(this.outputName)) {
      faults.push(
        this.fault(
          "the name is not a Terraform identifier, expected letters, digits, _ and -, not a digit first",
        ),
      );
    }
    return faults;
  }

  private fault(reason: string): string {
    const what = this.form.isSealed ? "sealed secret" : "secret";
    return `Cannot output ${what} ${quote(this.outputName)}: ${reason}`;
  }

  /** Only one of the two would be written. */
  sameNameFault(other: TerraformOutput): string {
    return this.fault(
      `the stack has an output of this name at "${other.node.path}", and this one at "${this.node.path}", expected another name`,
    );
  }

  /** A remote state holds every output of the stack it reads, and does not mark what is sensitive. */
  warnOfCopies(users: readonly string[]): void {
    if (this.form.isSealed) return;
    const paths = users.map((path) => JSON.stringify(path)).join(", ");
    warnOnce(
      this,
      `another stack (${paths}) refers to this one, so that its state holds this secret too, and terraform show prints it there: hand the secret over with AtlanTokenDelivery, or declare the ${kindOf(this.principal).word} in a stack that no other refers to`,
    );
  }
}

/** Of all secret outputs in the stack. */
function outputFaults(stack: TerraformStack): string[] {
  const outputs = constructsIn(stack, TerraformOutput.isTerraformOutput);
  const secrets = outputs.filter((output) => output instanceof SecretOutput);
  const users = referringStacks(stack);
  if (users.length > 0) for (const secret of secrets) secret.warnOfCopies(users);
  const byName = new Map<string, TerraformOutput[]>();
  for (const output of outputs) {
    const name = output.friendlyUniqueId;
    byName.set(name, [...(byName.get(name) ?? []), output]);
  }
  return secrets.flatMap((secret) => {
    const other = byName.get(secret.friendlyUniqueId)?.find((output) => output !== secret);
    return other === undefined ? [] : [secret.sameNameFault(other)];
  });
}
