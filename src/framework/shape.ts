// A schema, `timeouts` included, in the form that walks over values need. Computed once per type.
import type { Attribute, Attributes, AttributeType, Schema } from "../../lib/schema/core/index.js";
import { attributesWithTimeouts } from "./timeouts-block.js";

export type Shape =
  | { readonly kind: "string" | "number" | "bool" | "secret" }
  | { readonly kind: "list" | "set" | "map"; readonly element: Shape }
  | ObjectShape;

/** An object, block, or whole resource. */
export interface ObjectShape {
  readonly kind: "object";
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
}

export interface Field {
  readonly name: string;
  readonly attribute: Attribute;
  readonly shape: Shape;
}

export const shapeOf = (schema: Schema): ObjectShape => objectShape(attributesWithTimeouts(schema));

/** A stored object may hold null here. */
export function isNullable({ mode, nullable, writeOnly, default: initial }: Attribute): boolean {
  if (writeOnly) return true;
  if (mode === "required") return false;
  return mode === "optional" ? initial === undefined : nullable === true;
}

/** The configuration may set it. */
export const isConfigurable = (attribute: Attribute): boolean => attribute.mode !== "computed";

/** The tenant may decide it. */
export const isComputed = ({ mode }: Attribute): boolean =>
  mode === "computed" || mode === "optional_computed";

function objectShape(attributes: Attributes): ObjectShape {
  const fields = Object.entries(attributes).map(([name, attribute]) => ({
    name,
    attribute,
    shape: attributeShape(attribute),
  }));
  return { kind: "object", fields, byName: new Map(fields.map((field) => [field.name, field])) };
}

function attributeShape(attribute: Attribute): Shape {
  if (attribute.sensitive) return { kind: "secret" };
  if ("type" in attribute) return typeShape(attribute.type);
  const element = objectShape(attribute.attributes);
  return attribute.nesting === "single" ? element : { kind: attribute.nesting, element };
}

function typeShape(type: AttributeType): Shape {
  if (typeof type === "string") return { kind: type };
  return { kind: type[0], element: typeShape(type[1]) };
}
