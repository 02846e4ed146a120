// What other stacks of the app take from this one. cdktf (0.21) writes it as outputs here and as a remote state there.
import { TerraformDataSource, type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** The paths of the stacks that refer to anything of this one. Known once all stacks are prepared, so at validation. */
export function referringStacks(stack: TerraformStack): readonly string[] {
  const input = `cross-stack-reference-input-${stack.node.path}`;
  return stack.node.root.node
    .findAll()
    .filter(TerraformStack.isStack)
    .filter(({ node }) => node.tryFindChild(input) !== undefined)
    .map(({ node }) => node.path);
}

/** The id of the output by which other stacks refer to an object, or with more behind it, to its attributes. */
const outputOf = (address: string): string => `cross-stack-output-${address}`;

const usersOf = (stack: TerraformStack): string =>
  referringStacks(stack)
    .map((path) => JSON.stringify(path))
    .join(", ");

/** Why another stack may not use the element as it does: `dependsOn` and iterators export the whole object. */
export function wholeExportFaults(element: TerraformResource | TerraformDataSource): string[] {
  const stack = TerraformStack.of(element);
  const prefix = TerraformDataSource.isTerraformDataSource(element) ? "data." : "";
  const address = `${prefix}${element.terraformResourceType}.${element.friendlyUniqueId}`;
  if (stack.node.tryFindChild(outputOf(address)) === undefined) return [];
  return [
    `dependsOn or an iterator in another stack (${usersOf(stack)}) uses the whole object, which would copy every attribute, secrets included, into that stack's state, expected a reference to one of its attributes, or addDependency between the stacks`,
  ];
}

interface EphemeralElement extends IConstruct {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
}

/** Why another stack may not use an ephemeral element: what crosses stacks is stored, and an ephemeral value never is. */
export function ephemeralExportFaults(element: EphemeralElement): string[] {
  const stack = TerraformStack.of(element);
  const output = outputOf(`ephemeral.${element.terraformResourceType}.${element.friendlyUniqueId}`);
  const isUsed = stack.node.children.some(({ node: { id } }) => `${id}.`.startsWith(`${output}.`));
  if (!isUsed) return [];
  return [
    `another stack (${usersOf(stack)}) uses it, but an ephemeral value is stored nowhere, so no other stack can read it, expected use in "${stack.node.path}" alone`,
  ];
}
