// The schema types that the protocol reads, taken from the interface that it serves.
import type { ProviderServer } from "../../framework/index.js";

export type Schema = ProviderServer["providerSchema"];
export type Attributes = Schema["attributes"];
export type Attribute = Attributes[string];
export type ValueAttribute = Extract<Attribute, { readonly type: unknown }>;
export type NestedAttribute = Extract<Attribute, { readonly nesting: unknown }>;
export type AttributeType = ValueAttribute["type"];

export const isNested = (attribute: Attribute): attribute is NestedAttribute =>
  "nesting" in attribute;
