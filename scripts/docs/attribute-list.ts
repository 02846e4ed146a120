// The lists of a page: what you set, and what the tenant decides. Pure.
import { camelCase, propertyOf } from "../../lib/private/settings.js";
import type { Attribute, Attributes, AttributeType, Mode, Schema } from "../../lib/schema/index.js";
import { describeRule } from "./describe-rule.js";

interface Entry {
  readonly name: string;
  /** The name, with those of the attributes around it: `records.data_policies`. */
  readonly path: string;
  readonly attribute: Attribute;
  readonly schema: Schema;
}

/** Everything the configuration may say, required arguments first. */
export function renderArguments(schema: Schema): string {
  const entries = entriesOf(schema, schema.attributes);
  const required = entries.filter(({ attribute }) => attribute.mode === "required");
  const optional = entries.filter(({ attribute }) => attribute.mode.startsWith("optional"));
  return renderEntries([...required, ...optional]);
}

/** Everything only the tenant says; empty when there is nothing. */
export const renderResults = (schema: Schema): string =>
  renderEntries(
    entriesOf(schema, schema.attributes).filter(({ attribute }) => attribute.mode === "computed"),
  );

const entriesOf = (schema: Schema, attributes: Attributes, within?: string): readonly Entry[] =>
  Object.entries(attributes).map(([name, attribute]) => ({
    name,
    path: within === undefined ? name : `${within}.${name}`,
    attribute,
    schema,
  }));

/** A list, and after it one section for each attribute that is made of attributes, as deep as they go. */
const renderEntries = (entries: readonly Entry[]): string =>
  [entries.map(renderEntry).join("\n"), ...entries.flatMap(renderRecord)].join("\n\n");

function renderEntry(entry: Entry): string {
  const { name, attribute } = entry;
  const traits = [
    typeName(attribute),
    ...(attribute.sensitive ? ["sensitive"] : []),
    ...(attribute.writeOnly ? ["write-only"] : []),
  ];
  const head = `- \`${name}\` (${[...traits, ...modeWords[attribute.mode]].join(", ")}): ${attribute.description}`;
  const facts = factsOf(entry).map((fact) => `  - ${fact}`);
  return [head, ...facts].join("\n");
}

const headingOf = (path: string): string => `In \`${path}\``;

/** As GitHub makes it of the heading. */
const anchorOf = (path: string): string => `in-${path.replaceAll(".", "")}`;

function renderRecord({ path, attribute, schema }: Entry): readonly string[] {
  if (!("attributes" in attribute)) return [];
  const heading = `${"#".repeat(path.split(".").length + 2)} ${headingOf(path)}`;
  return [heading, renderEntries(entriesOf(schema, attribute.attributes, path))];
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
function factsOf({ name, path, attribute, schema }: Entry): readonly string[] {
  const {
    default: usual,
    defaultAtCreate,
    rules = [],
    rulesAtCreate = [],
    replace,
    local,
    mode,
  } = attribute;
  const property = propertyOf(name, attribute);
  const facts = [
    property !== camelCase(name) && `In TypeScript: \`${property}\`.`,
    usual !== undefined && `Default: \`${JSON.stringify(usual)}\`.`,
    defaultAtCreate !== undefined &&
      `Default: \`${JSON.stringify(defaultAtCreate)}\` when the ${schema.noun} is created; later, what it has.`,
    ...rules.map(describeRule),
    ...rulesAtCreate.map((rule) =>
      describeRule(rule).replace(/^Limit:/, `Limit for a new ${schema.noun}:`),
    ),
    "attributes" in attribute && `Made of: see [below](#${anchorOf(path)}).`,
    replace !== undefined && `A change makes a new ${schema.noun}: ${replace}.`,
    attribute.writeOnly === true &&
      "Stored nowhere, neither in the plan nor in the state, so a value may come from an ephemeral resource. Needs Terraform 1.11 or OpenTofu 1.11.",
    local === true &&
      mode !== "computed" &&
      "A setting of this package: changing it sends no request.",
  ];
  return facts.filter((fact) => fact !== false);
}
