// The precondition of whatever needs a principal's secret: that this state knows it.
import { conditionOnEach } from "./instances";
import { kindOf, type ManagedPrincipal, type SecretForm } from "./principal-kinds";

export interface Precondition {
  readonly condition: string;
  readonly error_message: string;
}

/** @param holder what needs the secret: `output` */
export function secretIsKnown(
  principal: ManagedPrincipal,
  { attribute }: SecretForm,
  holder: string,
): Precondition {
  const { schema, word } = kindOf(principal);
  return {
    condition: conditionOnEach(principal, (instance) => `${instance}.${attribute} != null`),
    error_message: `The secret of this ${schema.noun} is not known: Atlan shows it once, to the run that creates the ${word}, so an imported ${word} has none. Import it with its secret (ATLAN_IMPORT_SECRETS_FILE) if somebody has it, remove this ${holder}, or replace the ${word} (terraform apply -replace) to get a new secret.`,
  };
}

const text = (value: string) => ({
  value,
  isBlock: false,
  type: "simple",
  storageClassType: "string",
});

/** The block as `cdktf synth --hcl` needs it: cdktf (0.21) writes its own as an argument, which Terraform refuses. */
export const hclPrecondition = ({ condition, error_message }: Precondition) => ({
  value: { condition: text(condition), error_message: text(error_message) },
  isBlock: true,
  type: "struct",
  storageClassType: "Precondition",
});
