// A stack output that holds a token's secret: sensitive, of exactly the given name, and refused while the secret is unknown.
import { Lazy, TerraformOutput, type TerraformResource, TerraformStack } from "cdktf";
import { quote } from "../schema";
import { referringStacks } from "./cross-stack";
import { attributeOfEach, isRepeated } from "./instances";
import { hclPrecondition, secretIsKnown } from "./secret-precondition";
import { warnOnce } from "./warn-once";

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** The managed token, as far as its output needs it. */
interface TokenWithSecret extends TerraformResource {
  readonly accessToken: string;
}

/** Made by `AtlanApiToken.outputSecret`, as a child of the token. */
export class SecretOutput extends TerraformOutput {
  private readonly token: TerraformResource;
  private readonly outputName: string;

  constructor(token: TokenWithSecret, outputName: string) {
    // Lazy: reading the attribute now would freeze the token's logical id.
    const value = Lazy.anyValue({
      produce: () =>
        isRepeated(token) ? attributeOfEach(token, "access_token") : token.accessToken,
    });
    super(token, outputName, { value, sensitive: true, staticId: true });
    this.token = token;
    this.outputName = outputName;
    this.node.addValidation({ validate: () => this.faults() });
  }

  // cdktf accepts a precondition for outputs but never writes it (0.21.0).
  protected override synthesizeAttributes(): { [key: string]: unknown } {
    return { ...super.synthesizeAttributes(), precondition: secretIsKnown(this.token, "output") };
  }

  protected override synthesizeHclAttributes(): { [key: string]: unknown } {
    const precondition = hclPrecondition(secretIsKnown(this.token, "output"));
    return { ...super.synthesizeHclAttributes(), precondition };
  }

  private faults(): string[] {
    const fault = (reason: string) => `Cannot output secret ${quote(this.outputName)}: ${reason}`;
    const faults: string[] = [];
    if (!IDENTIFIER.test(this.outputName)) {
      faults.push(
        fault(
          "the name is not a Terraform identifier, expected letters, digits, _ and -, not a digit first",
        ),
      );
    }
    this.warnOfCopies();
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
