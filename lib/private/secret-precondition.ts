// The precondition of whatever needs a token's secret: that this state knows it.
import type { TerraformResource } from "cdktf";
import { conditionOnEach } from "./instances";
import type { SecretForm } from "./secret-form";

export interface Precondition {
  readonly condition: string;
  readonly error_message: string;
}

/** @param holder what needs the secret: `output` */
export function secretIsKnown(
  token: TerraformResource,
  { attribute }: SecretForm,
  holder: string,
): Precondition {
  return {
    condition: conditionOnEach(token, (instance) => `${instance}.${attribute} != null`),
    error_message: `The secret of this API token is not known: Atlan shows it once, to the run that creates the token, so an imported token has none. Import it with its secret (ATLAN_IMPORT_SECRETS_FILE) if somebody has it, remove this ${holder}, or replace the token (terraform apply -replace) to get a new secret.`,
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
