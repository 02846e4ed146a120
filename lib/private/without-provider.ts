// Finds the resources and lookups of a stack that name no Atlan provider.
import { TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { PROVIDER_NAME } from "./generator";
import { isOverridden } from "./overrides";

const isElement = (construct: IConstruct): construct is TerraformResource | TerraformDataSource =>
  TerraformResource.isTerraformResource(construct) ||
  TerraformDataSource.isTerraformDataSource(construct);

/** Those of the stack's Atlan resources and data sources that take the default provider, in the order of the construct tree. */
export function withoutProvider(stack: TerraformStack): readonly IConstruct[] {
  return stack.node
    .findAll()
    .filter(isElement)
    .filter(
      (element) =>
        element.terraformGeneratorMetadata?.providerName === PROVIDER_NAME &&
        element.provider === undefined &&
        !isOverridden(element, "provider") &&
        TerraformStack.of(element) === stack,
    );
}
