// Every construct against its schema: what can be set is written, in both forms alike, and what the tenant says can be read.
import { expect, it } from "@jest/globals";
import {
  TerraformElement,
  TerraformOutput,
  type TerraformResource,
  TerraformStack,
  Testing,
} from "cdktf";
import type { Construct } from "constructs";
import * as library from "../../lib";
import { ownToolkit } from "../../lib/private/own-toolkit";
import { camelCase, settingsOf } from "../../lib/private/settings";
import type { Attribute, Attributes, AttributeType, Schema } from "../../lib/schema";
import * as schemaModule from "../../lib/schema";

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && "typeName" in value;

const exported: readonly unknown[] = Object.values(schemaModule);
/** Of the types that the toolkit has a class for. */
const isConstructible = ({ kind }: Schema): boolean =>
  kind !== "ephemeral_resource" || ownToolkit.name === "cdktn";
// Not the lists: a construct may come before the plugin serves its type.
const schemas: readonly Schema[] = Array.from(
  new Set(exported.filter(isSchema).filter(isConstructible)),
);

type Props = Readonly<Record<string, unknown>>;
type ConstructClass = new (scope: Construct, id: string, props: Props) => TerraformElement;

const classes = Object.entries(library)
  .filter(([, value]) => typeof value === "function" && value.prototype instanceof TerraformElement)
  .map(([name, value]) => ({ name, class: value as unknown as ConstructClass }));

const kindOf = (name: string): Schema["kind"] => {
  if (name === "AtlanProvider") return "provider";
  if (name.startsWith("Data")) return "data_source";
  return name.startsWith("Ephemeral") ? "ephemeral_resource" : "resource";
};

const schemaOf = (name: string): Schema => {
  const kind = kindOf(name);
  const typeName = name
    .replace(/^(?:Data|Ephemeral)/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase();
  const schema = schemas.find(
    (it) => it.kind === kind && (kind === "provider" || it.typeName === typeName),
  );
  if (schema === undefined) throw new Error(`no schema for ${name}`);
  return schema;
};

const sample = (type: AttributeType): unknown => {
  if (type === "string") return "text";
  if (type === "number") return 7;
  if (type === "bool") return false;
  return type[0] === "map" ? { key: sample(type[1]) } : [sample(type[1])];
};

/** For the properties that take objects, and nothing but objects. */
const OBJECTS: Props = {
  collection: { id: "text" },
  connection: { id: "text" },
  token: { activeIds: ["text"], id: "text", retiring: [] },
};

const sampleOf = (definition: Attribute): unknown => {
  if ("type" in definition) return sample(definition.type);
  const object = samples(definition);
  return definition.nesting === "single" ? object : [object];
};

const samples = (of: { readonly attributes: Attributes }): Props =>
  Object.fromEntries(
    settingsOf(of).map(({ property, definition }) => [
      property,
      OBJECTS[property] ?? sampleOf(definition),
    ]),
  );

const allProps = (schema: Schema): Props => ({
  ...samples(schema),
  ...(schema.timeouts === undefined
    ? {}
    : { timeouts: Object.fromEntries(Object.keys(schema.timeouts).map((it) => [it, "1m"])) }),
});

const isSettable = ({ mode }: Attribute): boolean => mode !== "computed";

const settable = (schema: Schema): readonly string[] => [
  ...Object.entries(schema.attributes)
    .filter(([, attribute]) => isSettable(attribute))
    .map(([name]) => name),
  ...(schema.timeouts === undefined ? [] : ["timeouts"]),
];

interface Synthesis {
  synthesizeAttributes(): Record<string, unknown>;
  synthesizeHclAttributes(): Record<string, { value: unknown; isBlock: boolean }>;
}

const instantiate = ({ class: Class, name }: (typeof classes)[number]) => {
  const stack = new TerraformStack(Testing.app(), "stack");
  return new Class(stack, "it", allProps(schemaOf(name))) as unknown as Synthesis &
    TerraformResource;
};

const plain = (
  hcl: Record<string, { value: unknown; isBlock: boolean }>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(hcl).map(([name, { value, isBlock }]) => [
      name,
      isBlock ? plain(value as typeof hcl) : value,
    ]),
  );

it("has a construct for every schema", () => {
  const nameOf = ({ kind, typeName }: Schema): string => `${kind} ${typeName}`;
  const constructed = classes.map(({ name }) => nameOf(schemaOf(name)));
  expect(constructed.sort()).toEqual(schemas.map(nameOf).sort());
});

it.each(classes)("$name writes every attribute that can be set", (each) => {
  const written = Object.keys(instantiate(each).synthesizeAttributes());
  expect(written.sort()).toEqual([...settable(schemaOf(each.name))].sort());
});

it.each(classes)("$name writes the same for HCL", (each) => {
  const construct = instantiate(each);
  expect(plain(construct.synthesizeHclAttributes())).toEqual(construct.synthesizeAttributes());
});

it.each(classes)("$name writes nothing it was not given", ({ class: Class }) => {
  const construct = new Class(new TerraformStack(Testing.app(), "stack"), "it", {});
  expect((construct as unknown as Synthesis).synthesizeAttributes()).toEqual({});
});

it.each(classes)("$name refuses what it does not know, and nothing else", (each) => {
  const { class: Class, name } = each;
  const stack = new TerraformStack(Testing.app(), "stack");
  const construct = new Class(stack, "it", { ...allProps(schemaOf(name)), misspelt: 1 });
  expect(construct.node.validate().filter((fault) => fault.includes("unknown"))).toEqual([
    expect.stringMatching(/^Cannot .*: unknown property "misspelt", expected one of \w+/),
  ]);
});

/** Every attribute as Terraform's path and as what the construct reads, records included. */
const readings = (from: object, attributes: Attributes): readonly (readonly [string, unknown])[] =>
  Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = Reflect.get(from, camelCase(name));
    if (attribute.writeOnly) return [];
    if ("type" in attribute) return [[name, value]];
    const isSingle = attribute.nesting === "single";
    const records = readings(isSingle ? value : value.get(0), attribute.attributes);
    const prefix = isSingle ? name : `${name}[0]`;
    return [
      [name, value],
      ...records.map(([path, inner]) => [`${prefix}.${path}`, inner] as const),
    ];
  });

it.each(classes.filter(({ name }) => name !== "AtlanProvider"))(
  "$name reads every attribute",
  (each) => {
    const construct = instantiate(each);
    const all = readings(construct, schemaOf(each.name).attributes);
    const outputOf = ([path]: readonly [string, unknown]) => path.replace(/\W+/g, "_");
    for (const reading of all) {
      const [, value] = reading;
      new TerraformOutput(construct.cdktfStack, outputOf(reading), { value, staticId: true });
    }
    const { output } = JSON.parse(Testing.synth(construct.cdktfStack));
    const read = all.map((reading) => output[outputOf(reading)].value);
    const reference = `${construct.terraformResourceType}.it`;
    const expected = all.map(([path]) => `${reference}.${path}`);
    expect(
      read.map((it) => it.replace(/^\$\{(?:tolist\()?(?:(?:data|ephemeral)\.)?|\)?\}$/g, "")),
    ).toEqual(expected);
  },
);
