// Writes configurations: a resource or a lookup, as many as wanted, and values that are not known before apply.
import type { Arguments, Subject } from "./subject.js";

export interface Block {
  readonly type: string;
  /** @default it */
  readonly name?: string;
  readonly given: Arguments;
  /** Lines of HCL. */
  readonly more?: string;
}

/** What is undefined is left out. */
const block = (keyword: string, { type, name = "it", given, more = "" }: Block): string => {
  const lines = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => `  ${attribute} = ${JSON.stringify(value)}\n`);
  return `${keyword} "${type}" "${name}" {\n${lines.join("")}${more}}\n`;
};

export const resource = (of: Block): string => block("resource", of);
export const data = (of: Block): string => block("data", of);

/** A resource whose output is what it is given, and not known before the first apply. */
export const terraformData = (name: string, input: unknown): string =>
  resource({ type: "terraform_data", name, given: { input } });

export const lifecycle = (rule: string): string => `  lifecycle {\n    ${rule}\n  }\n`;

/** One for each of `given`, at `<prefix>_1` and so on. */
export const resources = (
  { type }: Subject,
  givens: readonly Arguments[],
  { prefix, more = "" }: { readonly prefix: string; readonly more?: string },
): string =>
  givens.map((given, n) => resource({ type, name: `${prefix}_${n + 1}`, given, more })).join("");

/** The same arguments, each by way of a resource that is not there at the first plan. */
export function unknownInputs({ type }: Subject, given: Arguments): string {
  const references = Object.keys(given).map(
    (attribute) => `  ${attribute} = terraform_data.inputs.output.${attribute}\n`,
  );
  return terraformData("inputs", given) + resource({ type, given: {}, more: references.join("") });
}

/** A provider whose address is not known before apply; another `name` makes it unknown again. */
export const unknownProvider = (baseUrl: string, name: string): string =>
  `${terraformData(name, baseUrl)}provider "atlan" {
  base_url = terraform_data.${name}.output
}
`;
