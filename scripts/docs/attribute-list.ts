// The lists of a page: what you set, and what the tenant decides. Pure.
import { camelCase, propertyOf } from "../../lib/private/settings.js";
import type { Attribute, Attributes, AttributeType, Mode, Schema } from "../../lib/schema/index.js";
import { describeRule } from "./describe-rule.js";

interface Entry {
  readonly name: string;
  readonly attribute: Attribute;
  readonly schema: Schema;
}

/** Everything the configuration may say, required arguments first. */
export function renderArguments(schema: Schema): string {
  const entries = entriesOf(schema, schema.attributes);
  const required = entries.filter(({ attribute }) => attribute.mode === "required");
  const optional = entries.filter(({ attribute }) => attribute.mode.startsWith("optional"));
  return [...required, ...optional].map((entry) => renderEntry(entry)).join("\n");
}

/** Everything only the tenant says; empty when there is nothing. */
export function renderResults(schema: Schema): string {
  return entriesOf(schema, schema.attributes)
    .filter(({ attribute }) => attribute.mode === "computed")
    .map((entry) => renderEntry(entry))
    .join("\n");
}

const entriesOf = (schema: Schema, attributes: Attributes): readonly Entry[] =>
  Object.entries(attributes).map(([name, attribute]) => ({ name, attribute, schema }));

function renderEntry(entry: Entry, indent = ""): string {
  const { name, attribute, schema } = entry;
  const traits = [typeName(attribute), ...(attribute.sensitive ? ["sensitive"] : [])];
  const head = `${indent}- \`${name}\` (${[...traits, ...modeWords[attribute.mode]].join(", ")}): ${attribute.description}`;
  const facts = factsOf(entry).map((fact) => `${indent}  - ${fact}`);
  const nested = "attributes" in attribute ? entriesOf(schema, attribute.attributes) : [];
  return [head, ...facts, ...nested.map((inner) => renderEntry(inner, `${indent}  `))].join("\n");
}

const modeWords: Readonly<Record<Mode, readonly string[]>> = {
  required: ["required"],
  optional: ["optional"],
  optional_computed: ["optional"],
  computed: [],
};

const nestingWords = { single: "object", list: "list of objects", set: "set of objects" } as const;

const typeName = (attribute: Attribute): string =>
  "type" in attribute ? typeWords(attribute.type) : nestingWords[attribute.nesting];

const typeWords = (type: AttributeType): string =>
  typeof type === "string" ? type : `${type[0]} of ${typeWords(type[1])}`;

/** What a reader must know beyond the description, one line each. */
function factsOf({ name, attribute, schema }: Entry): readonly string[] {
  const { default: usual, defaultAtCreate, rules = [], replace, local } = attribute;
  const property = attribute.mode === "computed" ? camelCase(name) : propertyOf(name);
  const facts = [
    property !== camelCase(name) && `In TypeScript: \`${property}\`.`,
    usual !== undefined && `Default: \`${JSON.stringify(usual)}\`.`,
    defaultAtCreate !== undefined &&
      `Default: \`${JSON.stringify(defaultAtCreate)}\` when the ${schema.noun} is created; later, what it has.`,
    ...rules.map(describeRule),
    replace !== undefined && `A change makes a new ${schema.noun}: ${replace}.`,
    local === true && "A setting of this package: changing it sends no request.",
  ];
  return facts.filter((fact) => fact !== false);
}
