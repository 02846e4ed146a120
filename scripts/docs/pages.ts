// Which pages the reference has: one for the provider and one for each type in lib/schema.
import {
  dataSourceSchemas,
  ephemeralResourceSchemas,
  providerSchema,
  resourceSchemas,
  type Schema,
} from "../../lib/schema/index.js";

export interface Page {
  readonly schema: Schema;
  /** `provider`, `resources/api_token`: names the page, its folder of fragments and its HCL example. */
  readonly name: string;
  /** From the root of the checkout. */
  readonly path: string;
  /** A stack that tests deploy or synthesise; from the root of the checkout. */
  readonly typescriptPath: string;
}

const folders = {
  provider: "",
  resource: "resources/",
  data_source: "data-sources/",
  ephemeral_resource: "ephemeral-resources/",
} as const;

/** Stacks of examples/ where there is one that shows the type, of docs/examples otherwise. */
const typescriptPaths: Readonly<Record<string, string>> = {
  provider: "examples/quickstart/main.ts",
  "resources/api_token": "examples/quickstart/main.ts",
};

function pageOf(schema: Schema): Page {
  const { kind, typeName } = schema;
  const base = kind === "provider" ? kind : typeName.replace(/^atlan_/, "");
  const name = `${folders[kind]}${base}`;
  const typescriptPath = typescriptPaths[name] ?? `docs/examples/${name}.ts`;
  return { schema, name, path: `docs/${name}.md`, typescriptPath };
}

export const pages: readonly Page[] = [
  providerSchema,
  ...resourceSchemas,
  ...dataSourceSchemas,
  ...ephemeralResourceSchemas,
].map(pageOf);
