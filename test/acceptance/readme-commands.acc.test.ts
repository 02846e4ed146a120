// The one command to try that the README and each example's page give: run as it stands there, with the cdktf CLI.

import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { CommandResult } from "../../src/testing/index.js";
import { installationFrom, mirrorOf, OUR_ENTRY } from "./harness/cli-configuration.js";
import { describeWith } from "./harness/describe-unless.js";
import { runEngine } from "./harness/engine.js";
import { nullProviderMirror } from "./harness/engines.js";
import { NpmPackage, ROOT } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";

const TRY = /^ *npx cdktf-provider-atlan tenant -- sh -c .*$/m;

/** What a clone has that the commands need. */
const CLONE = ["cdktf.json", "dist", "examples", "node_modules", "package.json"];

/** What the README's `npm install` brings besides our package. */
const INSTALLED = ["cdktf", "constructs", "cdktf-cli", "tsx"];

let base: string;
const directories: string[] = [];

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), "atlan-try-"));
  await mkdir(path.join(base, "plugin-cache"));
});

afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

afterAll(() => rm(base, { recursive: true, force: true }));

async function folder(): Promise<string> {
  const directory = await mkdtemp(path.join(base, "project-"));
  directories.push(directory);
  await writeFile(path.join(directory, "cli.tfrc"), "");
  return directory;
}

async function commandOf(page: string): Promise<string> {
  const text = await readFile(path.join(ROOT, page), "utf8");
  const [command] = TRY.exec(text) ?? [];
  if (command === undefined) throw new Error(`Cannot find the command to try in ${page}`);
  return command.trim();
}

function shell(directory: string, command: string): Promise<CommandResult> {
  const environment = {
    TF_CLI_CONFIG_FILE: path.join(directory, "cli.tfrc"),
    TF_PLUGIN_CACHE_DIR: path.join(base, "plugin-cache"),
    CDKTF_HOME: path.join(base, "cdktf-home"),
  };
  return succeeded(runEngine({ binary: "sh", directory, environment }, ["-c", command]));
}

/** Terraform's own, where a provider comes from a mirror that has it for one platform only, as that of these tests. */
const OF_THE_MIRROR = "Warning: Incomplete lock file information for providers";

function expectQuiet(result: CommandResult): void {
  const output = stripVTControlCharacters(result.output).replace(OF_THE_MIRROR, "");
  expect(output).toMatch(/Apply complete! Resources: [1-9]\d* added/);
  expect(output).toMatch(/Destroy complete! Resources: [1-9]\d* destroyed/);
  expect(output).not.toContain("Warning:");
}

/** A folder that stands for a clone: what is written lands there. */
async function clone(cliConfiguration = ""): Promise<string> {
  const directory = await folder();
  for (const name of CLONE) await symlink(path.join(ROOT, name), path.join(directory, name));
  await writeFile(path.join(directory, "cli.tfrc"), cliConfiguration);
  return directory;
}

describe("the one command to try of", () => {
  it("README.md, in a project that is made as it says, of the packed package", async () => {
    const npmPackage = await NpmPackage.pack();
    const directory = await folder();
    const modules = path.join(directory, "node_modules");
    const readme = await readFile(path.join(ROOT, "README.md"), "utf8");
    const block = (language: string) =>
      new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? "";
    await writeFile(path.join(directory, "package.json"), '{"private":true}');
    await writeFile(path.join(directory, "cdktf.json"), block("json"));
    await writeFile(path.join(directory, "main.ts"), block("typescript"));
    await npmPackage.installIn(directory);
    await npmPackage.close();
    for (const name of INSTALLED) {
      await symlink(path.join(ROOT, "node_modules", name), path.join(modules, name));
    }
    for (const name of ["cdktf", "tsx"]) {
      const program = path.join(ROOT, "node_modules/.bin", name);
      await symlink(program, path.join(modules, ".bin", name));
    }
    expectQuiet(await shell(directory, await commandOf("README.md")));
  });

  it.each(["personas", "connection-admin", "collections"])("examples/%s", async (name) => {
    expectQuiet(await shell(await clone(), await commandOf(`examples/${name}/README.md`)));
  });

  it("examples/hcl", async () => {
    const directory = await folder();
    const main = await readFile(path.join(ROOT, "examples/hcl/main.tf"));
    await writeFile(path.join(directory, "main.tf"), main);
    for (const name of ["dist", "package.json"]) {
      await symlink(path.join(ROOT, name), path.join(directory, name));
    }
    await shell(directory, "npx cdktf-provider-atlan install");
    expectQuiet(await shell(directory, await commandOf("examples/hcl/README.md")));
  });
});

describeWith(
  "the one command to try of examples/delivery",
  { variable: "NULL_PROVIDER_MIRROR", value: nullProviderMirror },
  (mirror) => {
    it("delivers the secret, and destroys the token", async () => {
      const directory = await clone(installationFrom(OUR_ENTRY, mirrorOf(mirror)));
      expectQuiet(await shell(directory, await commandOf("examples/delivery/README.md")));
      expect(await readFile(path.join(directory, "loader.token"), "utf8")).toMatch(/^eyJ/);
    });
  },
);
