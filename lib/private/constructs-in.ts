// The constructs of one stack: those of a stack within it are not its own.
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** Those that are found, in the order of the construct tree. */
export const constructsIn = <T extends IConstruct>(
  stack: TerraformStack,
  isFound: (construct: IConstruct) => construct is T,
): readonly T[] =>
  stack.node
    .findAll()
    .filter(isFound)
    .filter((construct) => TerraformStack.of(construct) === stack);
