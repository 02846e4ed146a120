// Expressions over every instance of a resource or lookup that has `count` or `forEach`.
import { type IResolvable, ref, TerraformDataSource, TerraformResource } from "cdktf";
import { isOverridden } from "./overrides";

export type Element = TerraformResource | TerraformDataSource;

/** The element's address, without fixing that the whole object is used: cdktf would export that to other stacks. */
function addressOf(element: Element): string {
  const address = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return TerraformDataSource.isTerraformDataSource(element) ? `data.${address}` : address;
}

const hasForEach = (element: Element): boolean =>
  element.forEach !== undefined || isOverridden(element, "for_each");

const hasCount = (element: Element): boolean =>
  element.count !== undefined || isOverridden(element, "count");

/** Whether the element is several objects, or none. */
export const isRepeated = (element: Element): boolean => hasForEach(element) || hasCount(element);

export const isElement = (given: unknown): given is Element =>
  TerraformResource.isTerraformResource(given) || TerraformDataSource.isTerraformDataSource(given);

export const isRepeatedElement = (given: unknown): given is Element =>
  isElement(given) && isRepeated(given);

/** One list of what the attribute, a collection, holds in any instance. To be called at synth only. */
export function elementsOfEvery(element: Element, attribute: string): IResolvable {
  const address = addressOf(element);
  const instances = hasForEach(element) ? `values(${address})` : address;
  return ref(`flatten(${instances}[*].${attribute})`, element.cdktfStack);
}

/** The attribute of each instance: a map by key with `forEach`, a list with `count`. To be called at synth only. */
export function attributeOfEach(element: Element, attribute: string): IResolvable {
  const address = addressOf(element);
  const expression = hasForEach(element)
    ? `{ for key, each_instance in ${address} : key => each_instance.${attribute} }`
    : `${address}[*].${attribute}`;
  return ref(expression, element.cdktfStack);
}

/** A condition that holds when it does for each instance, of which there is one without `count` and `forEach`. */
export function conditionOnEach(element: Element, condition: (instance: string) => string): string {
  const address = addressOf(element);
  return isRepeated(element)
    ? `\${alltrue([for each_instance in ${address} : ${condition("each_instance")}])}`
    : `\${${condition(address)}}`;
}
