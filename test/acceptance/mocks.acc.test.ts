// Under `mock_provider` the engine makes up what a tenant would give, and asks the provider for nothing but validation.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type CommandResult, Workspace } from "../../src/testing/index.js";
import { addModule, EXAMPLES, exampleFiles } from "./harness/docs-examples.js";
import { runEngine } from "./harness/engine.js";
import { engines } from "./harness/engines.js";
import { ROOT } from "./harness/npm-package.js";
import { stackNameOf } from "./harness/stack-name.js";
import { loader } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const GUIDE = path.join(EXAMPLES, "guides/mocks");
const EPHEMERAL = path.join(EXAMPLES, "ephemeral-resources");
const TSX = path.join(ROOT, "node_modules/.bin/tsx");
const MOCKED = 'mock_provider "atlan" {}\n';

/** The engines themselves fail, or crash, on these under a mock. */
const NOT_MOCKABLE = /^(import|ephemeral)\b.*\{$/m;

async function isMockable(file: string): Promise<boolean> {
  const isHcl = file.endsWith(".tf");
  const isRefused =
    file.startsWith(EPHEMERAL) || (isHcl && NOT_MOCKABLE.test(await readFile(file, "utf8")));
  if (isRefused) {
    process.stderr.write(`skipped under mocks: ${file} (it has an import or ephemeral block)\n`);
  }
  return !isRefused;
}

async function mockable(files: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) if (await isMockable(file)) found.push(file);
  return found;
}

async function addStacks(directory: string, files: readonly string[]): Promise<readonly string[]> {
  const script = path.join(import.meta.dirname, "harness/synth-stacks.ts");
  const stacks = path.join(directory, "synth");
  await succeeded(runEngine({ binary: TSX, directory }, [script, stacks, ...files]));
  return files.map((file) => `synth/stacks/${stackNameOf(file)}`);
}

const addTest = (directory: string, module: string): Promise<void> => {
  const name = module.replace(/\W+/g, "-");
  const run = `run "applies" {\n  module {\n    source = "./${module}"\n  }\n}\n`;
  return writeFile(path.join(directory, "tests", `${name}.tftest.hcl`), MOCKED + run);
};

/** A workspace that tests every example of the docs, and their number. */
async function openExamples(binary: string) {
  const workspace = await Workspace.open({ engine: binary, configuration: "", reject: false });
  const { directory } = workspace;
  const hcl = [...(await exampleFiles(".tf")), path.join(ROOT, "examples/hcl/main.tf")];
  const modules: string[] = [];
  for (const file of await mockable(hcl.filter((name) => !name.startsWith(GUIDE)))) {
    modules.push(await addModule(directory, file));
  }
  modules.push(...(await addStacks(directory, await mockable(await exampleFiles(".ts")))));
  await mkdir(path.join(directory, "tests"));
  for (const module of modules) await addTest(directory, module);
  await succeeded(workspace.run("init"));
  return { workspace, count: modules.length };
}

const opened: Workspace[] = [];

afterAll(async () => {
  for (const workspace of opened) await workspace.close();
});

async function tested(binary: string, configuration: string, test: string): Promise<CommandResult> {
  const workspace = await Workspace.open({ engine: binary, configuration, reject: false });
  opened.push(workspace);
  await writeFile(path.join(workspace.directory, "main.tftest.hcl"), test);
  return workspace.run("test");
}

describe.each(engines)("under mocks of $name", ({ binary }) => {
  let examples: { readonly workspace: Workspace; readonly count: number };

  beforeAll(async () => {
    examples = await openExamples(binary);
    opened.push(examples.workspace);
  });

  it("every example of the docs is applied and torn down", async () => {
    const result = await succeeded(examples.workspace.run("test"));
    expect(result.output).toContain(`Success! ${examples.count} passed, 0 failed.`);
    expect(result.output).not.toMatch(/^Error/m);
  });

  it("the example of the guide gives what it needs itself", async () => {
    const workspace = await Workspace.open({ engine: binary, configuration: "", reject: false });
    opened.push(workspace);
    await cp(GUIDE, workspace.directory, { recursive: true });
    const result = await succeeded(workspace.run("test"));
    expect(result.output).toContain("Success! 4 passed, 0 failed.");
  });

  it("what a test says that an object gives is not held to what a tenant gives", async () => {
    const configuration = `
      data "atlan_api_token" "old" { display_name = "old" }
      ${loader('display_name = "new"', "validity_seconds = data.atlan_api_token.old.validity_seconds")}
      data "atlan_connection" "one" { qualified_name = "default/one" }
      resource "atlan_connection_admin" "loader" {
        connection_id = data.atlan_connection.one.id
        usernames     = atlan_api_token.loader.active_usernames
      }`;
    const given = `mock_provider "atlan" {
  mock_data "atlan_connection" {
    defaults = { id = "connection one" }
  }
}
run "applies" {}
`;
    const result = await succeeded(tested(binary, configuration, given));
    expect(result.output).toContain("Success! 1 passed, 0 failed.");
  });

  it("what the configuration says itself still is", async () => {
    const configuration = loader('display_name = " "', "validity_seconds = -1");
    const { exitCode, prose } = await tested(binary, configuration, `${MOCKED}run "applies" {}\n`);
    expect(exitCode).toBe(1);
    expect(prose).toMatch(/`display_name` of the API token must not be blank, got " "/);
    expect(prose).toMatch(/`validity_seconds` of the API token must be a whole number.*got -1/);
  });
});
