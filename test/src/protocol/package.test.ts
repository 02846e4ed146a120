// The package that is shipped: reproducible, and installable by each engine.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execaSync } from "execa";
import { h1Of, type PackageFile, readPackageFiles } from "../../../lib/placement/index.js";
import { bundlePlugin } from "../../../scripts/build/plugin/bundle.js";
import { zipPackage } from "../../../scripts/build/plugin/zip.js";
import { ENGINES } from "./engines.js";
import { bundleFixturePlugin, type FixturePlugin } from "./fixture-plugin.js";

const ADDRESS = "npm.internal/cdktf-provider-atlan/atlan";
const OS = process.platform;
const ARCH = process.arch === "x64" ? "amd64" : process.arch;

let plugin: FixturePlugin;
let files: readonly PackageFile[];
let scratch: string;
beforeAll(async () => {
  plugin = await bundleFixturePlugin();
  files = await readPackageFiles(plugin.directory);
  scratch = mkdtempSync(join(tmpdir(), "package-"));
});
afterAll(() => {
  plugin.remove();
  rmSync(scratch, { recursive: true, force: true });
});

test("the same sources give the same files and the same zip", async () => {
  const again = await bundleFixturePlugin();
  const filesAgain = await readPackageFiles(again.directory);
  again.remove();
  expect(filesAgain).toEqual(files);
  expect(Buffer.from(zipPackage(filesAgain))).toEqual(Buffer.from(zipPackage(files)));
});

describe.each(ENGINES)("%s", (name, engine) => {
  test("installs the zip, writes our h1 into its lock file, and can run the plugin", () => {
    const directory = join(scratch, name);
    const mirror = join(directory, "terraform.d/plugins", ADDRESS);
    mkdirSync(mirror, { recursive: true });
    writeFileSync(
      join(mirror, `terraform-provider-atlan_0.1.0_${OS}_${ARCH}.zip`),
      zipPackage(files),
    );
    writeFileSync(
      join(directory, "main.tf"),
      `terraform {\n  required_providers {\n    atlan = { source = "${ADDRESS}" }\n  }\n}\nresource "atlan_note" "a" { text = "x" }\n`,
    );
    const run = (...args: string[]): string =>
      execaSync(engine, args, {
        cwd: directory,
        env: { PATH: process.env.PATH, HOME: directory, CHECKPOINT_DISABLE: "1" },
        extendEnv: false,
      }).stdout;
    run("init");
    expect(readFileSync(join(directory, ".terraform.lock.hcl"), "utf8")).toContain(
      `"${h1Of(files)}"`,
    );
    expect(run("validate")).toContain("Success");
  });
});

test("a bundle that would evaluate the HTTP client at launch is refused", async () => {
  const entry = join(scratch, "early.ts");
  const got = fileURLToPath(
    new URL("../../../node_modules/got/dist/source/index.js", import.meta.url),
  );
  writeFileSync(entry, `import got from ${JSON.stringify(got)};\nconsole.log(got);\n`);
  await expect(
    bundlePlugin({ entry, directory: join(scratch, "early"), version: "0.1.0" }),
  ).rejects.toThrow("is evaluated at launch, expected it behind a dynamic import()");
});
