// Finds the resources and lookups of a stack that name no Atlan provider, and the ephemeral resources, which only cdktn has.
import { TerraformElement, TerraformProvider, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { constructsIn } from "./constructs-in";
import { PROVIDER_NAME } from "./generator";
import { isOverridden } from "./overrides";
import type { ProvidedElement } from "./stack-of";

const isOurs = (construct: IConstruct): construct is IConstruct & ProvidedElement =>
  TerraformElement.isTerraformElement(construct) &&
  !TerraformProvider.isTerraformProvider(construct) &&
  Reflect.get(construct, "terraformGeneratorMetadata")?.providerName === PROVIDER_NAME;

/** Those of the stack's Atlan elements that take the default provider, in the order of the construct tree. */
export const withoutProvider = (stack: TerraformStack): readonly IConstruct[] =>
  constructsIn(stack, isOurs).filter(
    (element) => element.provider === undefined && !isOverridden(element, "provider"),
  );
