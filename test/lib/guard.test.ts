// Every construct against its schema: what can be set is written, in both forms alike, and what the tenant says can be read.
import { expect, it } from "@jest/globals";
import { type TerraformElement, TerraformOutput, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import * as library from "../../lib";
import { camelCase, settingsOf } from "../../lib/private/settings";
import {
  type Attribute,
  type AttributeType,
  dataSourceSchemas,
  providerSchema,
  resourceSchemas,
  type Schema,
} from "../../lib/schema";

const schemas: readonly Schema[] = [providerSchema, ...resourceSchemas, ...dataSourceSchemas];

type Props = Readonly<Record<string, unknown>>;
type ConstructClass = new (scope: Construct, id: string, props: Props) => TerraformElement;

const classes = Object.entries(library)
  .filter(([, value]) => typeof value === "function")
  .map(([name, value]) => ({ name, class: value as unknown as ConstructClass }));

const schemaOf = (name: string): Schema => {
  const kind = name.startsWith("Data")
    ? "data_source"
    : name === "AtlanProvider"
      ? "provider"
      : "resource";
  const typeName = name
    .replace(/^Data/, "")
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

const allProps = (schema: Schema): Props => ({
  ...Object.fromEntries(settingsOf(schema).map(({ property, type }) => [property, sample(type)])),
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
    TerraformElement;
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
  expect(new Set(classes.map(({ name }) => schemaOf(name)))).toEqual(new Set(schemas));
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

it.each(classes.filter(({ name }) => name !== "AtlanProvider"))(
  "$name reads every attribute",
  (each) => {
    const construct = instantiate(each);
    const attributes = Object.keys(schemaOf(each.name).attributes);
    for (const attribute of attributes) {
      const value: string = Reflect.get(construct, camelCase(attribute));
      new TerraformOutput(construct.cdktfStack, attribute, { value, staticId: true });
    }
    const { output } = JSON.parse(Testing.synth(construct.cdktfStack));
    for (const attribute of attributes) {
      expect(output[attribute].value).toMatch(new RegExp(`\\.it\\.${attribute}[)}]`));
    }
  },
);
