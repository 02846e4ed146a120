// The HCL of the docs: each example as a module of its own, beside a configuration that uses it or tests it.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { withRequiredProviders } from "../../../src/testing/configuration.js";
import { ROOT } from "./npm-package.js";

export const EXAMPLES = path.join(ROOT, "docs/examples");

/** All files with this extension, sorted. */
export async function exampleFiles(extension: string): Promise<readonly string[]> {
  const files = await readdir(EXAMPLES, { recursive: true });
  const sources = files.filter((file) => file.endsWith(extension)).sort();
  return sources.map((file) => path.join(EXAMPLES, file));
}

/** @returns the module's path from the folder */
export async function addModule(directory: string, file: string): Promise<string> {
  const name = path.relative(ROOT, file).replace(/\.tf$/, "");
  const hcl = await readFile(file, "utf8");
  await mkdir(path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, name, "main.tf"), withRequiredProviders(hcl));
  return name;
}
