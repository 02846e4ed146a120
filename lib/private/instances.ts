// Resources and lookups that have `count` or `forEach`: expressions over every instance, and where only one is taken.
import { type IResolvable, ref, TerraformDataSource, TerraformResource } from "cdktf";
import { isOverridden } from "./overrides";
import type { Values } from "./settings";

type Element = TerraformResource | TerraformDataSource;

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

export const isRepeatedElement = (given: unknown): given is Element =>
  (TerraformResource.isTerraformResource(given) ||
    TerraformDataSource.isTerraformDataSource(given)) &&
  isRepeated(given);

/**
 * Why these cannot stand for one object each: Terraform would find a list in the place of one attribute.
 *
 * @param objects what a construct was given, by property name: one, or an array
 */
export const instanceFaults = (objects: Values): readonly string[] =>
  Object.entries(objects).flatMap(([property, given]) =>
    [given]
      .flat()
      .filter(isRepeatedElement)
      .map(
        ({ node }) =>
          `${property} takes "${node.path}", which has count or forEach, expected a single one, or with forEach the value of an iterator over it (TerraformIterator.fromDataSources)`,
      ),
  );

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
