// The package that is shipped: reproducible, installable by each engine, honest to an old Node.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { bundlePlugin } from "../../../scripts/build/plugin/bundle.js";
import { h1Of } from "../../../scripts/build/plugin/dirhash.js";
import { type PackageFile, readPackageFiles } from "../../../scripts/build/plugin/package-files.js";
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
      execFileSync(engine, args, {
        cwd: directory,
        encoding: "utf8",
        env: { PATH: process.env.PATH, HOME: directory, CHECKPOINT_DISABLE: "1" },
      });
    run("init");
    expect(readFileSync(join(directory, ".terraform.lock.hcl"), "utf8")).toContain(
      `"${h1Of(files)}"`,
    );
    expect(run("validate")).toContain("Success");
  });
});

describe("the launcher", () => {
  function launchOn(version: string) {
    const printed: string[] = [];
    const required: string[] = [];
    const launcher = readFileSync(plugin.executable, "utf8").replace(/^#!.*\n/, "");
    class Exit extends Error {}
    const run = () =>
      runInNewContext(launcher, {
        process: {
          version: `v${version}`,
          versions: { node: version },
          exit: () => {
            throw new Exit();
          },
        },
        console: { log: (line: string) => printed.push(line) },
        require: (path: string) => {
          required.push(path);
          return { setFlagsFromString: () => {} };
        },
      });
    try {
      run();
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
    }
    return { printed, required };
  }

  test.each(["0.10.48", "18.20.8", "20.18.3"])(
    "on Node %s says what it needs, in one line",
    (version) => {
      const { printed, required } = launchOn(version);
      expect(printed).toEqual([
        `cdktf-provider-atlan needs Node.js 20.19 or newer, but the node on Terraform's PATH is v${version}.`,
      ]);
      expect(required).toEqual([]);
    },
  );

  test.each(["20.19.0", "22.0.0", "100.0.0"])("on Node %s starts the plugin", (version) => {
    expect(launchOn(version)).toEqual({ printed: [], required: ["./plugin.js", "v8"] });
  });

  test("is written in JavaScript that any Node can read", () => {
    expect(readFileSync(plugin.executable, "utf8")).not.toMatch(
      /=>|\b(?:const|let|import|class)\b|`|\?\./,
    );
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
