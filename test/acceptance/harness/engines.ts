// Which engines this machine has: Terraform always, OpenTofu and the null provider where the environment names them.
import { describeUnless } from "./describe-unless.js";

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
  const missing = value === undefined ? `${variable} is not set` : undefined;
  describeUnless(title, missing, () => {
    if (value !== undefined) body(value);
  });
}
