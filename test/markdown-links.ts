// The links of Markdown pages, and which of them lead nowhere among the pages given: in a clone or in the package.
import { readFileSync } from "node:fs";
import path from "node:path";

export interface MarkdownLink {
  readonly file: string;
  /** Relative to the root. */
  readonly target: string;
  /** The heading, as GitHub spells it. */
  readonly fragment: string | undefined;
}

export const isMarkdown = (file: string): boolean => file.endsWith(".md");

/** Code is not linked, and may hold brackets. */
const withoutCode = (text: string): string =>
  text.replace(/^ *```[\s\S]*?^ *```/gm, "").replace(/`[^`\n]*`/g, "`");

/** Every link of `root/file` that does not lead to another site. */
export function linksOf(root: string, file: string): readonly MarkdownLink[] {
  const text = withoutCode(readFileSync(path.join(root, file), "utf8"));
  return Array.from(
    text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g),
    (match) => {
      const [, target = "", fragment] = match;
      const at = target === "" ? file : path.join(path.dirname(file), target);
      return { file, target: path.normalize(at).replace(/\/$/, ""), fragment };
    },
  );
}

/** The fragments that GitHub gives the headings of `root/file`. */
function fragmentsOf(root: string, file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8").replace(/^ *```[\s\S]*?^ *```/gm, "");
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

/**
 * The links of all pages among `files` that lead to none of `files`, or to a heading that the page does not have.
 *
 * @param files relative to `root`
 */
export function brokenLinks(root: string, files: readonly string[]): readonly MarkdownLink[] {
  const known = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));
  return files
    .filter(isMarkdown)
    .flatMap((file) => linksOf(root, file))
    .filter(({ target, fragment }) => {
      if (!known.has(target)) return true;
      return fragment !== undefined && !fragmentsOf(root, target).includes(fragment);
    });
}

function foldersOf(file: string): readonly string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
