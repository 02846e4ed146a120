// What other stacks of the app take from this one. cdktf (0.21) writes it as outputs here and as a remote state there.
import { TerraformDataSource, type TerraformResource, TerraformStack } from "cdktf";

/** The paths of the stacks that refer to anything of this one. Known once all stacks are prepared, so at validation. */
export function referringStacks(stack: TerraformStack): readonly string[] {
  const input = `cross-stack-reference-input-${stack.node.path}`;
  return stack.node.root.node
    .findAll()
    .filter(TerraformStack.isStack)
    .filter(({ node }) => node.tryFindChild(input) !== undefined)
    .map(({ node }) => node.path);
}

/** Why another stack may not use the element as it does: `dependsOn` and iterators export the whole object. */
export function wholeExportFaults(element: TerraformResource | TerraformDataSource): string[] {
  const stack = TerraformStack.of(element);
  const prefix = TerraformDataSource.isTerraformDataSource(element) ? "data." : "";
  const address = `${prefix}${element.terraformResourceType}.${element.friendlyUniqueId}`;
  if (stack.node.tryFindChild(`cross-stack-output-${address}`) === undefined) return [];
  const users = referringStacks(stack).map((path) => JSON.stringify(path));
  return [
    `dependsOn or an iterator in another stack (${users.join(", ")}) uses the whole object, which would copy every attribute, secrets included, into that stack's state, expected a reference to one of its attributes, or addDependency between the stacks`,
  ];
}
