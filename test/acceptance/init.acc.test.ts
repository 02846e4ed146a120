// A project that `init` made, by the packed package: it tests, type-checks and synthesises as its package.json says.
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runEngine } from "./harness/engine.js";
import { engine } from "./harness/engines.js";
import { NpmPackage, ROOT } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";

let npmPackage: NpmPackage;
let base: string;

beforeAll(async () => {
  npmPackage = await NpmPackage.pack();
  base = await mkdtemp(path.join(tmpdir(), "atlan-init-"));
  await writeFile(path.join(base, "package.json"), '{"private":true}');
  await npmPackage.installIn(base);
});

afterAll(async () => {
  await npmPackage.close();
  await rm(base, { recursive: true });
});

const node = (directory: string, script: string, ...args: readonly string[]) =>
  succeeded(
    runEngine(
      {
        binary: process.execPath,
        directory,
        environment: { TERRAFORM_BINARY_NAME: engine.binary, CDKTF_HOME: path.join(base, "home") },
      },
      [path.join(directory, "node_modules", script), ...args],
    ),
  );

/** What `npm install` would do, of what this checkout has in the same versions. */
async function install(directory: string): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(path.join(directory, "package.json"), "utf8"));
  const wanted: Readonly<Record<string, string>> = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
  };
  const missing: string[] = [];
  for (const [name, range] of Object.entries(wanted)) {
    const isOurs = name === "cdktf-provider-atlan";
    const source = path.join(isOurs ? base : ROOT, "node_modules", name);
    const text = await readFile(path.join(source, "package.json"), "utf8").catch(() => undefined);
    if (text === undefined) {
      missing.push(name);
      continue;
    }
    expect({ name, range: range.slice(1) }).toEqual({ name, range: JSON.parse(text).version });
    const target = path.join(directory, "node_modules", name);
    await mkdir(path.dirname(target), { recursive: true });
    // Ours finds its peers in the project; linked, it would look beside the place that the link leads to.
    await (isOurs ? cp(source, target, { recursive: true }) : symlink(source, target));
  }
  return missing;
}

describe.each(["cdktf", "cdktn"])("a project for %s", (toolkit) => {
  let directory: string;
  let missing: readonly string[];

  beforeAll(async () => {
    directory = path.join(base, toolkit, "project");
    const args = ["init", "--dir", directory, "--toolkit", toolkit];
    await node(base, "cdktf-provider-atlan/dist/cli/main.js", ...args);
    missing = await install(directory);
  });

  it("needs nothing that is not tried here but the CLI of cdktn", () => {
    expect(missing).toEqual(toolkit === "cdktf" ? [] : ["cdktn-cli"]);
  });

  it("passes its own test", async () => {
    const { output } = await node(directory, "jest/bin/jest.js");
    expect(output).toContain("5 passed, 5 total");
  });

  it("passes its own type check", async () => {
    await node(directory, "typescript/bin/tsc");
  });

  it("synthesises as its cdktf.json says", async () => {
    const { app } = JSON.parse(await readFile(path.join(directory, "cdktf.json"), "utf8"));
    expect(app).toBe("npx tsx main.ts");
    await node(directory, "tsx/dist/cli.mjs", "main.ts");
    const stack = path.join(directory, "cdktf.out/stacks/loader");
    expect(await readFile(path.join(stack, "cdk.tf.json"), "utf8")).toContain("atlan_api_token");
  });
});

it("a project for cdktf is synthesised by its CLI", async () => {
  const directory = path.join(base, "cdktf/project");
  const { output } = await node(directory, "cdktf-cli/bundle/bin/cdktf.js", "synth", "--no-color");
  expect(output).toContain("Generated Terraform code for the stacks: loader");
});
