// Finds mistakes in a definition when the plugin starts, before a user meets them at apply.
import type { Attribute, Attributes, Schema } from "../../lib/schema/core/index.js";
import { parseGoDuration } from "../../lib/schema/core/index.js";
import type { AnyResource, ProviderDefinition } from "./definition.js";
import { isConfigurable } from "./shape.js";
import { TIMEOUTS } from "./timeouts-block.js";

/** The definition, not the user, is wrong. */
export class DefinitionError extends Error {
  readonly code = "DEFINITION";

  constructor(typeName: string, problems: readonly string[]) {
    super(`Cannot serve ${typeName}: ${problems.join("; ")}`);
    this.name = "DefinitionError";
  }
}

/** @throws {DefinitionError} with everything that is wrong. */
export function checkDefinition<Client>(definition: ProviderDefinition<Client>): void {
  const { schema, resources, dataSources, ephemeralResources } = definition;
  const problems = [
    ...schemaProblems(schema),
    ...resources.flatMap((resource) => [
      ...schemaProblems(resource.schema),
      ...hookProblems(resource),
    ]),
    ...dataSources.flatMap((dataSource) => schemaProblems(dataSource.schema)),
    ...ephemeralResources.flatMap((ephemeral) => schemaProblems(ephemeral.schema)),
    ...[resources, dataSources, ephemeralResources].flatMap((types) =>
      duplicates(types.map((type) => type.schema.typeName)),
    ),
  ];
  if (problems.length > 0) throw new DefinitionError(schema.typeName, problems);
}

const duplicates = (names: readonly string[]): readonly string[] =>
  names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `${name} is defined twice, expected once`);

const OPERATIONS: Readonly<Record<Schema["kind"], readonly string[]>> = {
  provider: [],
  resource: ["create", "read", "update", "delete"],
  data_source: ["read"],
  ephemeral_resource: ["open", "renew", "close"],
};

function schemaProblems(schema: Schema): readonly string[] {
  const { typeName, kind, attributes, timeouts = {} } = schema;
  const badTimeouts = Object.entries(timeouts).flatMap(([operation, text]) => [
    ...(parseGoDuration(text) === undefined
      ? [`the timeout of ${operation} is no Go duration`]
      : []),
    ...(OPERATIONS[kind].includes(operation)
      ? []
      : [`has a timeout of ${operation}, and no such operation`]),
  ]);
  const taken = TIMEOUTS in attributes ? [`${TIMEOUTS} is a block's name`] : [];
  const misplaced = Object.entries(attributes)
    .filter(([, { writeOnly }]) => writeOnly && kind !== "resource")
    .map(([name]) => `${name} is write-only, expected in a resource`);
  return [
    ...[...badTimeouts, ...taken, ...misplaced].map((problem) => `${typeName}: ${problem}`),
    ...attributeProblems(typeName, attributes),
  ];
}

function attributeProblems(typeName: string, attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => [
    ...modeProblems(attribute).map((problem) => `${typeName}.${name} ${problem}`),
    ...("nesting" in attribute ? nestedProblems(`${typeName}.${name}`, attribute) : []),
  ]);
}

function modeProblems(attribute: Attribute): readonly string[] {
  const { mode, default: initial, defaultAtCreate, replace, sensitive, writeOnly } = attribute;
  const isString = "type" in attribute && attribute.type === "string";
  return [
    ...(initial !== undefined && mode !== "optional"
      ? ["has a default, expected mode optional"]
      : []),
    ...(defaultAtCreate !== undefined && mode !== "optional_computed"
      ? ["has a defaultAtCreate, expected mode optional_computed"]
      : []),
    ...(replace !== undefined && mode === "computed"
      ? ["replaces, expected a mode that can be set"]
      : []),
    ...(sensitive && !isString ? ["is sensitive, expected a string"] : []),
    ...(writeOnly && (mode.endsWith("computed") || initial !== undefined || replace !== undefined)
      ? ["is write-only, expected required, or optional without a default, and no replace"]
      : []),
  ];
}

/** What concerns the object as a whole, its attributes cannot say. */
function nestedProblems(
  name: string,
  { attributes }: { readonly attributes: Attributes },
): readonly string[] {
  const misplaced = Object.entries(attributes).flatMap(([inner, each]) =>
    (["replace", "local", "writeOnly"] as const)
      .filter((trait) => each[trait] !== undefined)
      .map((trait) => `${name}.${inner} has ${trait}, expected on ${name} itself`),
  );
  return [...misplaced, ...attributeProblems(name, attributes)];
}

function hookProblems<Client>({ schema, update, upgradeState }: AnyResource<Client>) {
  const { typeName, attributes, version } = schema;
  const updatable = Object.entries(attributes)
    .filter(([, each]) => isConfigurable(each) && !each.replace && !each.local)
    .map(([name]) => name);
  return [
    ...(!update && updatable.length > 0
      ? [`${typeName} has no update, expected one for ${updatable.join(", ")}`]
      : []),
    ...(version > 0 && !upgradeState?.[version - 1]
      ? [`${typeName} has no upgradeState from version ${version - 1}`]
      : []),
  ];
}
