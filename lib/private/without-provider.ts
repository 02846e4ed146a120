// Finds the resources and lookups of a stack that name no Atlan provider.
import { TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { PROVIDER_NAME } from "./generator";

const isElement = (construct: IConstruct): construct is TerraformResource | TerraformDataSource =>
  TerraformResource.isTerraformResource(construct) ||
  TerraformDataSource.isTerraformDataSource(construct);

/** Whether an escape hatch names the provider: the metadata lists overrides as attributes by type. */
function overridesProvider(element: TerraformResource | TerraformDataSource): boolean {
  const overrides: unknown = element.toMetadata().overrides?.[element.terraformResourceType];
  return Array.isArray(overrides) && overrides.includes("provider");
}

/** Those of the stack's Atlan resources and data sources that take the default provider, in the order of the construct tree. */
export function withoutProvider(stack: TerraformStack): readonly IConstruct[] {
  return stack.node
    .findAll()
    .filter(isElement)
    .filter(
      (element) =>
        element.terraformGeneratorMetadata?.providerName === PROVIDER_NAME &&
        element.provider === undefined &&
        !overridesProvider(element) &&
        TerraformStack.of(element) === stack,
    );
}
