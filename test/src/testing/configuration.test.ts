// What a workspace's folder holds for each form of a configuration.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { writeConfiguration } from "../../../src/testing/configuration.js";

let base: string;

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), "configuration-"));
});
afterEach(() => rm(base, { recursive: true }));

const read = (file: string) => readFile(path.join(base, file), "utf8");
const readJson = async (file: string) => JSON.parse(await read(file));

describe("HCL", () => {
  it("gets the Atlan provider", async () => {
    expect(await writeConfiguration(base, 'output "a" { value = 1 }\n')).toBe(base);
    expect(await read("main.tf")).toMatch(
      /^terraform \{\n {2}required_providers \{\n {4}atlan = \{ source = "npm\.internal.*\n[\s\S]*output "a"/,
    );
  });

  it("keeps required providers of its own", async () => {
    const hcl = "terraform {\n  required_providers {\n  }\n}\n";
    await writeConfiguration(base, hcl);
    expect(await read("main.tf")).toBe(hcl);
  });
});

describe("JSON", () => {
  const source = "npm.internal/cdktf-provider-atlan/atlan";

  it("gets the Atlan provider beside settings of its own", async () => {
    await writeConfiguration(base, { terraform: { required_version: ">= 1.5" }, locals: { a: 1 } });
    expect(await readJson("main.tf.json")).toEqual({
      locals: { a: 1 },
      terraform: [{ required_version: ">= 1.5" }, { required_providers: { atlan: { source } } }],
    });
  });

  it("keeps required providers of its own", async () => {
    const json = { terraform: [{ required_providers: { atlan: { source, version: "1.2.3" } } }] };
    await writeConfiguration(base, json);
    expect(await readJson("main.tf.json")).toEqual(json);
  });

  it("takes the place of HCL, and HCL its", async () => {
    await writeConfiguration(base, "");
    await writeConfiguration(base, {});
    expect(await readdir(base)).toEqual(["main.tf.json"]);
    await writeConfiguration(base, "");
    expect(await readdir(base)).toEqual(["main.tf"]);
  });
});

/** As an app leaves it. */
const appWith =
  (...names: readonly string[]) =>
  async (outdir: string): Promise<void> => {
    const stacks = names.map((name) => [name, { workingDirectory: `stacks/${name}` }]);
    for (const name of names) await mkdir(path.join(outdir, "stacks", name), { recursive: true });
    await mkdir(outdir, { recursive: true });
    const manifest = JSON.stringify({ stacks: Object.fromEntries(stacks) });
    await writeFile(path.join(outdir, "manifest.json"), manifest);
  };

describe("an app", () => {
  it("has one stack, whose state is kept in the workspace", async () => {
    const directory = await writeConfiguration(base, appWith("loader"));
    expect(directory).toBe(path.join(base, "cdktf.out/stacks/loader"));
    const backend = { local: { path: "terraform.tfstate" } };
    expect(await readJson("cdktf.out/stacks/loader/backend_override.tf.json")).toEqual({
      terraform: { backend },
    });
  });

  it.each([
    ["several stacks", ["a", "b"], "the app has the stacks a, b, expected one"],
    ["no stack", [], "the app has the stacks (none), expected one"],
  ])("with %s is refused", async (_name, names, words) => {
    await expect(writeConfiguration(base, appWith(...names))).rejects.toThrow(words);
  });

  it("that was not synthesised is missed", async () => {
    await expect(writeConfiguration(base, () => {})).rejects.toThrow(
      /^Cannot open a workspace: no app was synthesised into .*cdktf\.out \(ENOENT.*expected one, by app\.synth\(\)$/,
    );
  });
});
