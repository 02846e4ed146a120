// Checks of a stack as a whole, for constructs of which it may have thousands: if each looked at all, synth would take time by the square.
import type { TerraformStack } from "cdktf";

/** What is wrong, each with the path of the construct that it is about. */
type StackCheck = (stack: TerraformStack) => string[];

const checksOf = new WeakMap<TerraformStack, Set<StackCheck>>();

/** Makes synth run the check, once however many constructs of the stack ask for it. */
export function addStackCheck(stack: TerraformStack, check: StackCheck): void {
  const checks = checksOf.get(stack) ?? new Set();
  checksOf.set(stack, checks);
  if (checks.has(check)) return;
  checks.add(check);
  stack.node.addValidation({ validate: () => check(stack) });
}
