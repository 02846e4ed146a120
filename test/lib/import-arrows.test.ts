// What keeps the parts apart: lint rules, each of which must refuse an import against its arrow and allow one along it;
// and no circles, neither of files, which lint refuses, nor of folders, which are looked for here.

import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importCircles } from "./import-circles";

const ROOT = path.resolve(__dirname, "../..");
const BIOME = path.join(ROOT, "node_modules/.bin/biome");

type Arrow = readonly [folder: string, imported: string];

const against: readonly Arrow[] = [
  ["lib/schema", "cdktf"],
  ["lib/schema", "../provider"],
  ["lib/schema/core", "../provider"],
  ["lib", "../src/client/index.js"],
  ["lib/private", "../grant-props"],
  ["lib/private", "../../src/client/index.js"],
  ["lib/placement", "../private/settings"],
  ["lib/placement", "../provider"],
  ["src/framework", "../client/index.js"],
  ["src/framework", "../protocol/serve.js"],
  ["src/framework", "../../lib/schema/index.js"],
  ["src/framework", "../../lib/schema/core/rules.js"],
  ["src/protocol", "../resources/index.js"],
  ["src/protocol", "../../lib/schema/index.js"],
  ["src/protocol", "../../lib/schema/core/index.js"],
  ["src/protocol", "../framework/value.js"],
  ["src/client", "../framework/index.js"],
  ["src/client", "../../lib/schema/index.js"],
  ["src/resources", "../tenant/index.js"],
  ["src/resources", "../protocol/serve.js"],
  ["src/resources", "../client/private/transport.js"],
  ["src/tenant", "../secret.js"],
  ["src/tenant", "../clock.js"],
  ["src/tenant", "../jwt.js"],
  ["src/tenant", "../rfc3339.js"],
  ["src/tenant", "../file-error.js"],
  ["src/tenant", "../deadline.js"],
  ["src/tenant", "../../lib/schema/index.js"],
  ["src/tenant", "../testing/index.js"],
  ["src/testing", "../tenant/state/clock.js"],
  ["src/testing", "../client/index.js"],
  ["src/testing", "../secret.js"],
  ["src/testing", "../../lib/provider.js"],
  ["src/inventory", "../tenant/index.js"],
  ["src/inventory", "../framework/index.js"],
  ["src/inventory", "../resources/provider/session.js"],
  ["src/page", "../client/index.js"],
  ["src/page", "../resources/near-misses.js"],
  ["src/page", "node:fs"],
  ["src/cli", "../resources/index.js"],
];

const along: readonly Arrow[] = [
  ["lib", "./schema"],
  ["lib/schema", "./core"],
  ["lib/private", "../schema"],
  ["lib/private", "../placement"],
  ["lib/placement", "../schema"],
  ["src/framework", "../../lib/schema/core/index.js"],
  ["src/protocol", "../framework/index.js"],
  ["src/resources", "../client/index.js"],
  ["src/resources", "../../lib/schema/index.js"],
  ["src/client", "../secret.js"],
  ["src/testing", "../tenant/index.js"],
  ["src/testing", "../../lib/placement/index.js"],
  ["src/inventory", "../client/index.js"],
  ["src/inventory", "../resources/lookup/page-walk.js"],
  ["src/page", "../tenant/control/tenant-control.js"],
  ["src/cli", "../tenant/index.js"],
];

describe("the import arrows", () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "arrows-")));
  const fileOf = ([from, imported]: Arrow) =>
    `${from}/imports-${imported.replace(/[^a-z]+/g, "-")}.ts`;
  let report = "";

  beforeAll(() => {
    cpSync(path.join(ROOT, "biome.json"), path.join(folder, "biome.json"));
    for (const arrow of [...against, ...along]) {
      const file = path.join(folder, fileOf(arrow));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `import { x } from "${arrow[1]}";\nexport const y = x;\n`);
    }
    const args = ["lint", "--reporter=github", "--max-diagnostics=none"];
    const env = { PATH: process.env.PATH };
    report = spawnSync(BIOME, args, { cwd: folder, env, encoding: "utf8" }).stdout;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const refused = (arrow: Arrow) =>
    report
      .split("\n")
      .some((line) => line.includes("noRestrictedImports") && line.includes(fileOf(arrow)));

  it.each(against)("refuse that %s imports %s", (...arrow: Arrow) => {
    expect(refused(arrow)).toBe(true);
  });

  it.each(along)("allow that %s imports %s", (...arrow: Arrow) => {
    expect(refused(arrow)).toBe(false);
  });
});

it.each(["lib/schema/core", "src/framework", "src/protocol"])("%s names no product", (folder) => {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.join(ROOT, folder, name))
    .filter((name) => /\.(ts|proto)$/.test(name));
  const naming = files.filter((name) =>
    /atlan/i.test(path.basename(name) + readFileSync(name, "utf8")),
  );
  expect(files.length).toBeGreaterThan(0);
  expect(naming).toEqual([]);
});

describe("circles", () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "circles-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, imported: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `import type { T } from "${imported}";\n`);
  };

  it("of two files are refused by lint, types included", () => {
    cpSync(path.join(ROOT, "biome.json"), path.join(folder, "biome.json"));
    write("src/client/one.ts", "./other.js");
    write("src/client/other.ts", "./one.js");
    const args = ["lint", "--reporter=github", "--max-diagnostics=none"];
    const { stdout } = spawnSync(BIOME, args, { cwd: folder, encoding: "utf8" });
    expect(stdout.match(/noImportCycles/g)).toHaveLength(2);
  });

  it("of folders are found, whatever files they lead through", () => {
    write("lib/a/one.ts", "../b/one");
    write("lib/b/other.ts", "../c");
    write("lib/c/index.ts", "../a/other");
    write("lib/b/one.ts", "../d/one");
    write("lib/d/one.ts", "./other");
    write("lib/a/other.ts", "../d/one");
    write("lib/d/other.ts", "../../src/leaf.js");
    write("src/leaf.ts", "node:fs");
    write("src/main.ts", "../lib/a/one.js");
    expect(importCircles(folder, ["lib", "src"])).toEqual([["lib/a", "lib/b", "lib/c"]]);
  });

  it("of folders are nowhere in lib and src", () => {
    expect(importCircles(ROOT, ["lib", "src"])).toEqual([]);
  });
});
