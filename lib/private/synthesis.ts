// From a construct's values to Terraform: the JSON form and cdktf's annotated form for HCL, both driven by the schema.
import type { AttributeType, Schema } from "../schema";
import { settingsOf, type Values } from "./settings";

interface HclAttribute {
  readonly value: unknown;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storageClassType: string;
}

const storageNames = { string: "string", number: "number", bool: "boolean" } as const;

/** cdktf's names for a Terraform type; they decide how `cdktf synth --hcl` writes a value. */
function hclType(type: AttributeType): Pick<HclAttribute, "type" | "storageClassType"> {
  if (typeof type === "string") return { type: "simple", storageClassType: storageNames[type] };
  const [collection, element] = type;
  const elementName = typeof element === "string" ? storageNames[element] : "any";
  const suffix = collection === "map" ? "Map" : "List";
  return { type: collection, storageClassType: `${elementName}${suffix}` };
}

const hclValue = (value: unknown, type: AttributeType): HclAttribute => ({
  value,
  isBlock: false,
  ...hclType(type),
});

const isSet = ([, value]: readonly [string, unknown]): boolean => value !== undefined;

const timeoutEntries = (values: Values): readonly (readonly [string, unknown])[] =>
  Object.entries(values.timeouts ?? {}).filter(isSet);

/** The attributes for `cdk.tf.json`. What is undefined is left out, null is kept. */
export function synthesizeJson(schema: Schema, values: Values): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const { attribute, property } of settingsOf(schema)) {
    if (values[property] !== undefined) attributes[attribute] = values[property];
  }
  const timeouts = schema.timeouts === undefined ? [] : timeoutEntries(values);
  if (timeouts.length > 0) attributes.timeouts = Object.fromEntries(timeouts);
  return attributes;
}

/** The same attributes for `cdktf synth --hcl`. */
export function synthesizeHcl(schema: Schema, values: Values): Record<string, unknown> {
  const attributes: Record<string, HclAttribute> = {};
  for (const { attribute, property, type } of settingsOf(schema)) {
    if (values[property] !== undefined) attributes[attribute] = hclValue(values[property], type);
  }
  const timeouts = schema.timeouts === undefined ? [] : timeoutEntries(values);
  if (timeouts.length > 0) {
    const value = Object.fromEntries(
      timeouts.map(([operation, duration]) => [operation, hclValue(duration, "string")]),
    );
    attributes.timeouts = { value, isBlock: true, type: "struct", storageClassType: "Timeouts" };
  }
  return attributes;
}
