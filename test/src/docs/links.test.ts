// Links between the pages lead somewhere in a clone, and the index knows every page of the reference.

import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { execaSync } from "execa";
import { pages } from "../../../scripts/docs/pages.js";
import { brokenLinks, isMarkdown, linksOf } from "../../markdown-links.js";

const root = path.resolve(import.meta.dirname, "../../..");

/** What a clone holds, and what is about to be added to it. */
const files: readonly string[] = execaSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard"],
  { cwd: root },
)
  .stdout.split("\n")
  .filter((file) => file !== "");

it("finds the links and the headings they lead to", () => {
  const links = linksOf(root, "README.md");
  expect(links).toContainEqual({
    file: "README.md",
    target: "docs/guides/access.md",
    fragment: "a-persons-bearer-token",
  });
});

it("links only to what exists, in every page", () => {
  // The fragments of `docs/templates` become parts of pages elsewhere, and are looked at there.
  expect(
    brokenLinks(
      root,
      files.filter((file) => !file.startsWith("docs/templates/")),
    ),
  ).toEqual([]);
});

describe("docs/README.md", () => {
  const linked = linksOf(root, "docs/README.md").map(({ target }) => target);

  it.each(pages)("lists $path", (page) => {
    expect(linked).toContain(page.path);
  });

  it("lists every decision record", () => {
    const records = files.filter((file) => file.startsWith("docs/decisions/") && isMarkdown(file));
    expect(linked).toEqual(expect.arrayContaining(records));
  });
});
