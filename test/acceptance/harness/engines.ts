// Which engines this machine has: Terraform always, OpenTofu and the null provider where the environment names them.
import { describe, it } from "@jest/globals";

const terraform = { name: "Terraform", binary: "terraform" } as const;
export const tofuBinary = process.env.TOFU_BINARY;

export interface Engine {
  readonly name: string;
  readonly binary: string;
}

export const engines: readonly Engine[] =
  tofuBinary === undefined ? [terraform] : [terraform, { name: "OpenTofu", binary: tofuBinary }];

/** A filesystem mirror that holds hashicorp/null. */
export const nullProviderMirror = process.env.NULL_PROVIDER_MIRROR;

/** A `describe` that runs only with the thing in hand, and otherwise prints why not. */
export function describeWith(
  title: string,
  { variable, value }: { readonly variable: string; readonly value: string | undefined },
  body: (value: string) => void,
): void {
  if (value !== undefined) {
    describe(title, () => body(value));
    return;
  }
  process.stderr.write(`skipped: ${title} (${variable} is not set)\n`);
  describe(title, () => {
    it.skip(`is skipped because ${variable} is not set`, () => {});
  });
}
