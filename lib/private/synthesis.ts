// From a construct's values to Terraform: the JSON form and cdktf's annotated form for HCL, both driven by the schema.
import { Token, Tokenization } from "cdktf";
import type { Attribute, AttributeType, NestedAttribute, Schema } from "../schema";
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

/** Of anything but an object there is nothing to write: validation refuses it. */
const timeoutEntries = ({ timeouts }: Values): readonly (readonly [string, unknown])[] =>
  isWrittenObject(timeouts) ? Object.entries(timeouts).filter(isSet) : [];

/** An object that a caller wrote, and that Terraform does not fill in later. */
export const isWrittenObject = (value: unknown): value is Values =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !Tokenization.isResolvable(value);

/** Objects that the caller wrote get Terraform's names; whatever Terraform fills in stays as it is. */
function toTerraform(value: unknown, definition: Attribute): unknown {
  if ("type" in definition) return value;
  if (Array.isArray(value)) return value.map((each) => toTerraform(each, definition));
  if (!isWrittenObject(value)) return value;
  const named = settingsOf(definition).map(
    ({ attribute, property, definition: inner }) =>
      [attribute, toTerraform(value[property], inner)] as const,
  );
  return Object.fromEntries(named.filter(isSet));
}

/** The attributes for `cdk.tf.json`. What is undefined is left out, null is kept. */
export function synthesizeJson(schema: Schema, values: Values): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const { attribute, property, definition } of settingsOf(schema)) {
    if (values[property] !== undefined)
      attributes[attribute] = toTerraform(values[property], definition);
  }
  const timeouts = schema.timeouts === undefined ? [] : timeoutEntries(values);
  if (timeouts.length > 0) attributes.timeouts = Object.fromEntries(timeouts);
  return attributes;
}

/** Text that cdktf would write into an object without quotes, or over several lines, wrapped so that it writes it as text. */
const hclText = (text: string): string =>
  !Token.isUnresolved(text) && !text.includes("${") && /^[[{"]|[\n\r\\]/.test(text)
    ? `\${${JSON.stringify(text)}}`
    : text;

/** cdktf cannot write null in an object; left out, it means the same. */
function insideHclObject(value: unknown): unknown {
  if (typeof value === "string") return hclText(value);
  if (Array.isArray(value)) return value.map(insideHclObject);
  if (!isWrittenObject(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(entries.map(([name, each]) => [name, insideHclObject(each)]));
}

/** As an attribute: as a block cdktf would write one, and as a struct nothing that Terraform reads. */
const hclObject = (value: unknown, definition: NestedAttribute): HclAttribute => ({
  value: value === null ? null : insideHclObject(toTerraform(value, definition)),
  isBlock: false,
  type: value === null ? "reference" : "any",
  storageClassType: "any",
});

/** The same attributes for `cdktf synth --hcl`. */
export function synthesizeHcl(schema: Schema, values: Values): Record<string, unknown> {
  const attributes: Record<string, HclAttribute> = {};
  for (const { attribute, property, definition } of settingsOf(schema)) {
    const value = values[property];
    if (value === undefined) continue;
    attributes[attribute] =
      "type" in definition ? hclValue(value, definition.type) : hclObject(value, definition);
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
