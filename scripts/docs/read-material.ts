// Reads what people wrote for a page: its two examples, and its fragments of Markdown.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "./pages.js";

export interface Material {
  readonly typescript: string;
  readonly hcl: string;
  /** Sections with their own headings, in the order in which the page ends with them. */
  readonly fragments: readonly string[];
}

/**
 * @param root the checkout
 * @throws when an example is missing; a page may do without fragments.
 */
export function readMaterial(root: string, { name, typescriptPath }: Page): Material {
  const read = (path: string): string => readText(root, path, name);
  const folder = `docs/templates/${name}`;
  return {
    typescript: withPackageName(read(typescriptPath)),
    hcl: read(`docs/examples/${name}.tf`),
    fragments: markdownIn(join(root, folder)).map((file) => read(`${folder}/${file}`)),
  };
}

/** Examples import the checkout, readers the package. */
const withPackageName = (typescript: string): string =>
  typescript
    .replace(/"(?:\.\.\/)+lib(?:\/index\.js)?"/g, '"cdktf-provider-atlan"')
    .replace(/"(?:\.\.\/)+lib\/cdktn"/g, '"cdktf-provider-atlan/cdktn"');

function readText(root: string, path: string, pageName: string): string {
  try {
    return readFileSync(join(root, path), "utf8").trim();
  } catch (cause) {
    throw new Error(`Cannot write docs/${pageName}.md: ${path} is missing, expected an example`, {
      cause,
    });
  }
}

function markdownIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".md"))
      .sort();
  } catch {
    return [];
  }
}
