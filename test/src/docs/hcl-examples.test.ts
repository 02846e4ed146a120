// The HCL of the reference sets only what the schemas let people set, and everything that they require.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { pages } from "../../../scripts/docs/pages.js";

const root = path.resolve(import.meta.dirname, "../../..");

/** The names assigned at the first level of the block that an example is about. */
function assignedIn(hcl: string, opening: RegExp): readonly string[] {
  const body = hcl.split(opening)[1]?.split(/^\}/m)[0];
  if (body === undefined) throw new Error(`Cannot find the block ${opening} in the example`);
  return Array.from(body.matchAll(/^ {2}(\w+)\s*=/gm), (match) => match[1] ?? "");
}

/** Terraform's own, of those that the examples use. */
const META_ARGUMENTS = ["depends_on"];

const openings = {
  provider: (type: string) => new RegExp(`^provider "${type}" \\{`, "m"),
  resource: (type: string) => new RegExp(`^resource "${type}" "\\w+" \\{`, "m"),
  data_source: (type: string) => new RegExp(`^data "${type}" "\\w+" \\{`, "m"),
  ephemeral_resource: (type: string) => new RegExp(`^ephemeral "${type}" "\\w+" \\{`, "m"),
} as const;

it.each(pages)("docs/examples/$name.tf fits its schema", ({ name, schema }) => {
  const hcl = readFileSync(path.join(root, `docs/examples/${name}.tf`), "utf8");
  const assigned = assignedIn(hcl, openings[schema.kind](schema.typeName));
  const attributes = Object.entries(schema.attributes);
  const settable = attributes
    .filter(([, { mode }]) => mode !== "computed")
    .map(([attribute]) => attribute);
  const required = attributes
    .filter(([, { mode }]) => mode === "required")
    .map(([attribute]) => attribute);
  expect([...settable, ...META_ARGUMENTS]).toEqual(expect.arrayContaining([...assigned]));
  expect(assigned).toEqual(expect.arrayContaining(required));
});
