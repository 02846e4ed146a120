// What constructs refuse of the objects that they read one attribute of: several in the place of one, and one of another type.
import type { ConstructProperty, Schema } from "../schema";
import { PROVIDER_NAME } from "./generator";
import { type Element, isElement, isRepeated } from "./instances";
import { settingsOf, type Values } from "./settings";

/**
 * TypeScript does not refuse them: a connection is whatever has an `id`.
 *
 * @param objects what the construct was given, by property name: one, or an array
 */
export const objectFaults = (schema: Schema, objects: Values): readonly string[] =>
  Object.entries(objects).flatMap(([property, given]) => {
    const elements = [given].flat().filter(isElement);
    if (elements.length === 0) return [];
    const setting = settingsOf(schema).find((each) => each.property === property);
    return elements
      .flatMap((element) => faultOf(element, setting?.object) ?? [])
      .map((fault) => `${property} takes ${fault}`);
  });

/** What is wrong with it, and what is expected. */
function faultOf(
  element: Element,
  { typeName, expected, element: one = expected }: Partial<ConstructProperty> = {},
): string | undefined {
  const { node, terraformResourceType: type } = element;
  // Another provider may make what this one has no resource for.
  if (typeName !== undefined && type !== typeName && type.startsWith(`${PROVIDER_NAME}_`)) {
    return `"${node.path}", which is of type ${type}, expected ${one}`;
  }
  return isRepeated(element)
    ? `"${node.path}", which has count or forEach, expected a single one, or with forEach the value of an iterator over it (TerraformIterator.fromDataSources)`
    : undefined;
}
