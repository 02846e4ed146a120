// A stack output that holds a token's secret, plain or sealed: of exactly the given name, and refused while it is unknown.
import { Lazy, TerraformOutput, TerraformStack } from "cdktf";
import { quote } from "../schema";
import { referringStacks } from "./cross-stack";
import { attributeOfEach, isRepeated } from "./instances";
import { formOf, type SecretForm, type TokenWithSecret } from "./secret-form";
import { hclPrecondition, type Precondition, secretIsKnown } from "./secret-precondition";
import { warnOnce } from "./warn-once";

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Of a token whose state has the other form. */
const OTHER_FORM: Readonly<Record<SecretForm["attribute"], string>> = {
  access_token:
    "the token is sealed (sealTo), so that accessToken is null, expected outputSealedSecret",
  sealed_access_token: "the token is not sealed, expected sealTo on the token, or outputSecret",
};

/** Made by `outputSecret` and `outputSealedSecret` of `AtlanApiToken`, as a child of the token. */
export class SecretOutput extends TerraformOutput {
  /** The one that the token has under this name already, or a new one. */
  static of(token: TokenWithSecret, form: SecretForm, outputName: string): SecretOutput {
    const known = token.node.tryFindChild(outputName);
    return known instanceof SecretOutput && known.form === form
      ? known
      : new SecretOutput(token, form, outputName);
  }

  private constructor(
    private readonly token: TokenWithSecret,
    private readonly form: SecretForm,
    private readonly outputName: string,
  ) {
    // Lazy: reading the attribute now would freeze the token's logical id.
    const value = Lazy.anyValue({
      produce: () => (isRepeated(token) ? attributeOfEach(token, form.attribute) : form.of(token)),
    });
    super(token, outputName, { value, sensitive: !form.isSealed, staticId: true });
    this.node.addValidation({ validate: () => this.faults() });
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
    return secretIsKnown(this.token, this.form, "output");
  }

  private faults(): string[] {
    const what = this.form.isSealed ? "sealed secret" : "secret";
    const fault = (reason: string) => `Cannot output ${what} ${quote(this.outputName)}: ${reason}`;
    const faults: string[] = [];
    if (formOf(this.token) !== this.form) faults.push(fault(OTHER_FORM[this.form.attribute]));
    if (!IDENTIFIER.test(this.outputName)) {
      faults.push(
        fault(
          "the name is not a Terraform identifier, expected letters, digits, _ and -, not a digit first",
        ),
      );
    }
    if (!this.form.isSealed) this.warnOfCopies();
    const other = this.outputOfSameName();
    if (other !== undefined) {
      faults.push(
        fault(
          `the stack has an output of this name at "${other.node.path}", expected another name`,
        ),
      );
    }
    return faults;
  }

  /** A remote state holds every output of the stack it reads, and does not mark what is sensitive. */
  private warnOfCopies(): void {
    const users = referringStacks(TerraformStack.of(this)).map((path) => JSON.stringify(path));
    if (users.length === 0) return;
    warnOnce(
      this,
      `another stack (${users.join(", ")}) refers to this one, so that its state holds this secret too, and terraform show prints it there: hand the secret over with AtlanTokenDelivery, or declare the token in a stack that no other refers to`,
    );
  }

  /** Another output under this name: only one of the two would be written. */
  private outputOfSameName(): TerraformOutput | undefined {
    const stack = TerraformStack.of(this);
    return stack.node
      .findAll()
      .filter(TerraformOutput.isTerraformOutput)
      .find(
        (output) =>
          output !== this &&
          output.friendlyUniqueId === this.friendlyUniqueId &&
          TerraformStack.of(output) === stack,
      );
  }
}
