// A schema as data → the protocol's Schema message.
import { TIMEOUTS, timeoutsBlock } from "../../framework/index.js";
import {
  type Schema_Attribute,
  type Schema_NestedBlock,
  Schema_NestedBlock_NestingMode,
  Schema_Object_NestingMode,
  type Schema as SchemaMessage,
  StringKind,
} from "../generated/tfplugin6.js";
import {
  type Attribute,
  type Attributes,
  isNested,
  type NestedAttribute,
  type Schema,
} from "../values/schema-types.js";

const NO_BYTES = new Uint8Array(0);
const utf8 = new TextEncoder();

const NESTING = {
  single: Schema_Object_NestingMode.SINGLE,
  list: Schema_Object_NestingMode.LIST,
  set: Schema_Object_NestingMode.SET,
} as const satisfies Record<NestedAttribute["nesting"], Schema_Object_NestingMode>;

/** Terraform lets a provider fill in an optional attribute only if it is computed too, so a default makes it both. */
const modeFlags = (attribute: Attribute) => ({
  required: attribute.mode === "required",
  optional: attribute.mode === "optional" || attribute.mode === "optional_computed",
  computed:
    attribute.mode === "computed" ||
    attribute.mode === "optional_computed" ||
    attribute.default !== undefined,
});

/** Exactly one of `type` and `nestedType`; JSON that is not a type would crash Terraform (1.11.4, tried). */
const attributeShape = (attribute: Attribute): Pick<Schema_Attribute, "type" | "nestedType"> =>
  isNested(attribute)
    ? {
        type: NO_BYTES,
        nestedType: {
          attributes: attributeMessages(attribute.attributes),
          nesting: NESTING[attribute.nesting],
          minItems: 0n,
          maxItems: 0n,
        },
      }
    : { type: utf8.encode(JSON.stringify(attribute.type)), nestedType: undefined };

const attributeMessages = (attributes: Attributes): Schema_Attribute[] =>
  Object.entries(attributes).map(([name, attribute]) => ({
    name,
    ...attributeShape(attribute),
    ...modeFlags(attribute),
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    sensitive: attribute.sensitive === true,
    deprecated: false,
    deprecationMessage: "",
    writeOnly: attribute.writeOnly === true,
  }));

const blockMessage = (description: string, attributes: Schema_Attribute[]) => ({
  version: 0n,
  attributes,
  blockTypes: [],
  description,
  descriptionKind: StringKind.MARKDOWN,
  deprecated: false,
  deprecationMessage: "",
  computed: false,
});

const nestedBlock = ({ description, attributes }: NestedAttribute): Schema_NestedBlock => ({
  typeName: TIMEOUTS,
  block: blockMessage(description, attributeMessages(attributes)),
  nesting: Schema_NestedBlock_NestingMode.SINGLE,
  minItems: 0n,
  maxItems: 0n,
});

export function schemaMessage(schema: Schema): SchemaMessage {
  const timeouts = timeoutsBlock(schema);
  return {
    version: BigInt(schema.version),
    block: {
      ...blockMessage(schema.description, attributeMessages(schema.attributes)),
      blockTypes: timeouts === undefined ? [] : [nestedBlock(timeouts)],
    },
  };
}
