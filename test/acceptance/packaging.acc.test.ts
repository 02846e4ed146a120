// What `npm pack` holds: what users need and nothing else.

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execaSync } from "execa";
import { brokenLinks } from "../markdown-links.js";
import { NpmPackage, ROOT } from "./harness/npm-package.js";

/** A third of it is the command line program, with its HTTP client, the library for certificates, and the pages. */
const MAX_TARBALL_BYTES = 1_200_000;

let npmPackage: NpmPackage;
let paths: readonly string[];

beforeAll(async () => {
  npmPackage = await NpmPackage.pack();
  paths = npmPackage.report.files.map((file) => file.path);
});
afterAll(() => npmPackage.close());

const firstParts = (count: number): readonly string[] =>
  Array.from(new Set(paths.map((each) => each.split("/").slice(0, count).join("/")))).sort();

describe("the package", () => {
  it("has these entries at the top, and these in dist", () => {
    expect(firstParts(1)).toEqual([
      "ARCHITECTURE.md",
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "dist",
      "docs",
      "examples",
      "package.json",
    ]);
    expect(firstParts(2).filter((each) => each.startsWith("dist/"))).toEqual([
      "dist/THIRD-PARTY-NOTICES.txt",
      "dist/cdktn",
      "dist/cli",
      "dist/lib",
      "dist/plugin",
      "dist/testing",
    ]);
  });

  it("holds docs and examples whole, and nothing that somebody left lying there", () => {
    const isOurs = (file: string) => /^(docs|examples)\//.test(file);
    const { stdout: tracked } = execaSync("git", ["ls-files", "docs", "examples"], { cwd: ROOT });
    // npm packs no .gitignore.
    const expected = tracked
      .split("\n")
      .filter((file) => isOurs(file) && !file.endsWith("/.gitignore"));
    expect(paths.filter(isOurs).sort()).toEqual(expected.sort());
  });

  it("holds whatever its pages link to", () => {
    // The fragments of `docs/templates` become parts of pages elsewhere, and are looked at there.
    const pages = paths.filter((file) => !file.startsWith("docs/templates/"));
    expect(brokenLinks(ROOT, pages)).toEqual([]);
  });

  it("holds the plugin as one zip, and the command as one file", () => {
    const bundled = paths.filter((each) => /^dist\/(plugin|cli)\//.test(each));
    expect([...bundled].sort()).toEqual([
      "dist/cli/main.js",
      "dist/plugin/manifest.json",
      "dist/plugin/terraform-provider-atlan.zip",
    ]);
  });

  it("holds code with its types, and no source, source map, test or key", () => {
    const others = paths.filter(
      (each) => !/^dist\/(lib|cdktn|testing)\/[\w/-]+\.(js|d\.ts)$/.test(each),
    );
    expect(others.filter((each) => /^dist\/(lib|cdktn|testing)\//.test(each))).toEqual([]);
    expect(
      paths.filter((each) => /\.map$|\.test\.|\.pem$|\.key$|tfstate|\.env/.test(each)),
    ).toEqual([]);
  });

  it(`is small: at most ${MAX_TARBALL_BYTES / 1000} kB`, () => {
    const { size, unpackedSize, files } = npmPackage.report;
    process.stderr.write(
      `npm pack: ${files.length} files, ${size} bytes, ${unpackedSize} unpacked\n`,
    );
    expect(size).toBeLessThanOrEqual(MAX_TARBALL_BYTES);
  });
});
