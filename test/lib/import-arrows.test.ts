// The lint rules that keep the parts apart: each must refuse an import against its arrow, and allow one along it.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const ROOT = path.resolve(__dirname, "../..");
const BIOME = path.join(ROOT, "node_modules/.bin/biome");

type Arrow = readonly [folder: string, imported: string];

const against: readonly Arrow[] = [
  ["lib/schema", "cdktf"],
  ["lib/schema", "../provider"],
  ["lib", "../src/client/index.js"],
  ["lib/private", "../grant-props"],
  ["lib/private", "../../src/client/index.js"],
  ["lib/placement", "../private/settings"],
  ["lib/placement", "../provider"],
  ["src/framework", "../client/index.js"],
  ["src/framework", "../protocol/serve.js"],
  ["src/protocol", "../resources/index.js"],
  ["src/protocol", "../../lib/schema/index.js"],
  ["src/client", "../framework/index.js"],
  ["src/client", "../../lib/schema/index.js"],
  ["src/resources", "../tenant/index.js"],
  ["src/resources", "../protocol/serve.js"],
  ["src/resources", "../client/private/transport.js"],
  ["src/tenant", "../secret.js"],
  ["src/tenant", "../../lib/schema/index.js"],
  ["src/cli", "../resources/index.js"],
];

const along: readonly Arrow[] = [
  ["lib", "./schema"],
  ["lib/private", "../schema"],
  ["lib/private", "../placement"],
  ["lib/placement", "../schema"],
  ["src/framework", "../../lib/schema/index.js"],
  ["src/protocol", "../framework/index.js"],
  ["src/resources", "../client/index.js"],
  ["src/resources", "../../lib/schema/index.js"],
  ["src/client", "../secret.js"],
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
