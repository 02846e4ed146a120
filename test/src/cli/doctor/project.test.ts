// Which configurations a folder holds, in real folders.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readProject, requiredVersion } from "../../../../src/cli/doctor/project.js";

const SOURCE = "npm.internal/cdktf-provider-atlan/atlan";
const STACK = `{"terraform": {"required_providers": {"atlan": {"source": "${SOURCE}", "version": "0.1.0"}}}}`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "atlan-project-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const read = (outdir?: string) => {
  const { kind, configurations } = readProject(root, outdir);
  return [kind, ...configurations.map(({ directory }) => directory.slice(root.length + 1))];
};

describe("a folder", () => {
  it("with nothing of Terraform's", () => {
    write({ "notes.md": "" });
    expect(read()).toEqual(["none"]);
  });

  it("with HCL, whichever engine's", () => {
    write({ "main.tofu": "" });
    expect(read()).toEqual(["hcl", ""]);
  });

  it("with a cdktf project: the stacks that use the provider", () => {
    write({
      "cdktf.json": "{}",
      "cdktf.out/stacks/a/cdk.tf.json": STACK,
      "cdktf.out/stacks/b/cdk.tf.json": "{}",
      "cdktf.out/stacks/c/cdk.tf.json": STACK,
    });
    expect(read()).toEqual(["cdktf", "cdktf.out/stacks/a", "cdktf.out/stacks/c"]);
  });

  it("with a project that is synthesised elsewhere", () => {
    write({ "cdktf.json": '{"output": "out"}', "out/stacks/a/cdk.tf.json": STACK });
    expect(read()).toEqual(["cdktf", "out/stacks/a"]);
    write({ "other/stacks/b/cdk.tf.json": STACK });
    expect(read("other")).toEqual(["cdktf", "other/stacks/b"]);
  });

  it("with one synthesised stack", () => {
    write({ "cdk.tf.json": STACK });
    expect(read()).toEqual(["stack", ""]);
  });

  it("with a cdktf.json that is no JSON is refused in one sentence", () => {
    write({ "cdktf.json": "{" });
    expect(() => read()).toThrow(/^Cannot check the project: .*cdktf\.json: .*, expected JSON$/);
  });
});

it.each([
  ["JSON", STACK, "0.1.0"],
  ["HCL", `atlan = {\n  source  = "${SOURCE}"\n  version = "0.1.0"\n}`, "0.1.0"],
  [
    "HCL in other order",
    `a = { version = ">= 1" }\nb = { version = "0.2.0", source = "${SOURCE}" }`,
    "0.2.0",
  ],
  ["HCL without one", `required_version = "1.5"\natlan = { source = "${SOURCE}" }`, undefined],
])("reads the required version in %s", (_name, text, version) => {
  expect(requiredVersion({ directory: "", text })).toBe(version);
});
