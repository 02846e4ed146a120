// A precondition as `cdktf synth --hcl` needs it. cdktf (0.21) writes its own as an argument, which Terraform refuses.

export interface Precondition {
  readonly condition: string;
  readonly error_message: string;
}

const text = (value: string) => ({
  value,
  isBlock: false,
  type: "simple",
  storageClassType: "string",
});

/** cdktf's annotated form of one `precondition` block. */
export const hclPrecondition = ({ condition, error_message }: Precondition) => ({
  value: { condition: text(condition), error_message: text(error_message) },
  isBlock: true,
  type: "struct",
  storageClassType: "Precondition",
});
