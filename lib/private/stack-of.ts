// Where a construct stands: cdktf writes nothing of a construct outside any stack, and takes a provider of any other stack.
import { TerraformElement, TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { constructsIn } from "./constructs-in";
import { PROVIDER_NAME } from "./generator";
import { isOverridden, type OverridableElement } from "./overrides";
import { ownToolkit } from "./own-toolkit";
import { toolkitOf } from "./toolkits";

const isAtlanProvider = (construct: IConstruct): construct is TerraformProvider =>
  TerraformProvider.isTerraformProvider(construct) &&
  construct.terraformResourceType === PROVIDER_NAME;

// cdktf and cdktn take each other's stacks for their own, and fail at synth, on a method that one of them lacks.
function refuseOtherToolkit(stack: TerraformStack, purpose: string): void {
  const theirs = toolkitOf(stack.constructor);
  if (theirs === undefined || theirs === ownToolkit) return;
  const { entry, name } = ownToolkit;
  throw new Error(
    `Cannot ${purpose}: "${stack.node.path}" is a stack of ${theirs.name}, but "${entry}" is for ${name}, expected an import from "${theirs.entry}"`,
  );
}

/**
 * The construct's stack.
 *
 * @param purpose such as `declare API token`
 * @throws when there is none above it, and when it is of the other toolkit
 */
export function stackOf(construct: IConstruct, purpose: string): TerraformStack {
  for (let it: IConstruct | undefined = construct; it !== undefined; it = it.node.scope) {
    if (TerraformStack.isStack(it)) {
      refuseOtherToolkit(it, purpose);
      return it;
    }
  }
  throw new Error(
    `Cannot ${purpose}: "${construct.node.path}" is outside any stack, expected a TerraformStack above it`,
  );
}

const stacksWithProvider = new WeakSet<TerraformStack>();

/** Remembers a hit: every resource of a stack asks. */
function hasProvider(stack: TerraformStack): boolean {
  if (stacksWithProvider.has(stack)) return true;
  const isThere = constructsIn(stack, isAtlanProvider).length > 0;
  if (isThere) stacksWithProvider.add(stack);
  return isThere;
}

/** A resource, a lookup, or what only cdktn has: an ephemeral resource. */
export interface ProvidedElement extends OverridableElement {
  readonly provider?: unknown;
}

/** Why the element has no provider in its own stack. */
export function providerFaults(element: ProvidedElement): string[] {
  const stack = TerraformStack.of(element);
  const { provider } = element;
  if (TerraformElement.isTerraformElement(provider) && TerraformStack.of(provider) !== stack) {
    return [
      `its provider "${provider.node.path}" is in another stack, expected an Atlan provider of "${stack.node.path}"`,
    ];
  }
  return provider !== undefined || hasProvider(stack) || isOverridden(element, "provider")
    ? []
    : [
        `its stack "${stack.node.path}" has no Atlan provider, expected a new AtlanProvider(…) in it`,
      ];
}
