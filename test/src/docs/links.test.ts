// Links between the pages lead somewhere, and the index knows every page of the reference.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { pages } from "../../../scripts/docs/pages.js";

const root = path.resolve(import.meta.dirname, "../../..");

const markdownUnder = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !file.startsWith("templates"))
    .map((file) => path.join(folder, file));

const files = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...markdownUnder("docs"),
];

const relativeLinksIn = (file: string): readonly string[] =>
  Array.from(
    readFileSync(path.join(root, file), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g),
    (match) => match[1] ?? "",
  );

describe.each(files)("%s", (file) => {
  it("links only to what exists", () => {
    const folder = path.join(root, path.dirname(file));
    const broken = relativeLinksIn(file).filter((link) => !existsSync(path.join(folder, link)));
    expect(broken).toEqual([]);
  });
});

describe("docs/README.md", () => {
  const linked = relativeLinksIn("docs/README.md").map((link) => path.join("docs", link));

  it.each(pages)("lists $path", (page) => {
    expect(linked).toContain(page.path);
  });

  it("lists every decision record", () => {
    expect(linked).toEqual(expect.arrayContaining([...markdownUnder("docs/decisions")]));
  });
});
