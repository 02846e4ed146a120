// The engines that tests drive: Terraform, and OpenTofu where `TOFU_BINARY` says where it is.

const tofu = process.env.TOFU_BINARY;

if (tofu === undefined) {
  process.stderr.write("OpenTofu is not tested: TOFU_BINARY is not set\n");
}

export const ENGINES: readonly (readonly [name: string, command: string])[] = [
  ["Terraform", "terraform"],
  ...(tofu === undefined ? [] : [["OpenTofu", tofu] as const]),
];
