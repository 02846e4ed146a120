// The shape a schema's objects have on the wire: what the codecs are compiled from and attribute paths are walked along.
import { attributesWithTimeouts } from "../../framework/index.js";
import {
  type Attribute,
  type Attributes,
  type AttributeType,
  isNested,
  type Schema,
} from "./schema-types.js";

/** `sensitive` travels down to the strings, so that each becomes a `Secret` of its own. */
export type WireType =
  | { readonly kind: "string"; readonly sensitive: boolean }
  | { readonly kind: "number" }
  | { readonly kind: "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly element: WireType }
  | ObjectType;

export interface ObjectType {
  readonly kind: "object";
  readonly attributes: ReadonlyMap<string, WireType>;
}

function typeOf(type: AttributeType, sensitive: boolean): WireType {
  if (type === "string") return { kind: "string", sensitive };
  if (typeof type === "string") return { kind: type };
  const [kind, element] = type;
  return { kind, element: typeOf(element, sensitive) };
}

function attributeType(attribute: Attribute): WireType {
  if (!isNested(attribute)) return typeOf(attribute.type, attribute.sensitive === true);
  const element = attributesType(attribute.attributes);
  return attribute.nesting === "single" ? element : { kind: attribute.nesting, element };
}

function attributesType(attributes: Attributes): ObjectType {
  const types = Object.entries(attributes).map(
    ([name, attribute]) => [name, attributeType(attribute)] as const,
  );
  return { kind: "object", attributes: new Map(types) };
}

/** The implied object type: attributes and, where the schema has one, the `timeouts` block. */
export const objectTypeOf = (schema: Schema): ObjectType =>
  attributesType(attributesWithTimeouts(schema));
