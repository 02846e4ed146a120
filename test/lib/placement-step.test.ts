// What full synthesis leaves beside a stack, and what it warns of. Needs the built plugin.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { type App, HttpBackend, Manifest, TerraformProvider, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider } from "../../lib";
import { temporaryFolder } from "./temporary-folder";

class RangedProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "random",
      terraformProviderSource: "hashicorp/random",
      terraformGeneratorMetadata: { providerName: "random", providerVersionConstraint: "~> 3.0" },
    });
  }
}

const environment = { ...process.env };
let app: App;
let stack: TerraformStack;
let outdir: string;

beforeEach(() => {
  for (const name of ["CI", "CDKTF_SKIP_PROVIDER_LOCK", "TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"])
    delete process.env[name];
  process.env.HOME = temporaryFolder();
  outdir = temporaryFolder();
  app = Testing.app({ outdir });
  stack = new TerraformStack(app, "stack");
  new AtlanProvider(stack, "atlan");
});

afterEach(() => {
  process.env = { ...environment };
});

const lockFile = (name = "stack") =>
  readFileSync(join(outdir, "stacks", name, ".terraform.lock.hcl"), "utf8");

const warnings = (): string[] => {
  const manifest = JSON.parse(readFileSync(join(outdir, Manifest.fileName), "utf8"));
  return manifest.stacks.stack.annotations.map(({ message }: { message: string }) => message);
};

it("leaves the plugin and a lock file beside the stack, and nothing to say", () => {
  app.synth();
  expect(lockFile()).toContain('provider "npm.internal/cdktf-provider-atlan/atlan"');
  expect(warnings()).toEqual([]);
});

it("locks the other providers that are pinned, each once", () => {
  new NullProvider(stack, "null");
  new NullProvider(stack, "another", { alias: "another" });
  app.synth();
  expect(lockFile().match(/^provider "registry.terraform.io\/hashicorp\/null"/gm)).toHaveLength(1);
  expect(warnings()).toEqual([]);
});

it("warns of a provider that is not pinned", () => {
  new RangedProvider(stack, "random");
  app.synth();
  expect(warnings()).toEqual([
    expect.stringMatching(
      /^not pinned .*registry\.terraform\.io\/hashicorp\/random \(~> 3\.0\).*CDKTF_SKIP_PROVIDER_LOCK=true$/,
    ),
  ]);
});

it("does not warn where the flag is set", () => {
  process.env.CDKTF_SKIP_PROVIDER_LOCK = "true";
  new RangedProvider(stack, "random");
  app.synth();
  expect(warnings()).toEqual([]);
});

it("warns of a state that dies with the pipeline", () => {
  process.env.CI = "true";
  app.synth();
  expect(warnings()).toEqual([expect.stringContaining("use a remote backend")]);
});

it("does not warn of a remote backend in a pipeline", () => {
  process.env.CI = "true";
  new HttpBackend(stack, { address: "https://state.example.com" });
  app.synth();
  expect(warnings()).toEqual([]);
});

it("warns of a company mirror that hides the plugin, with the entry to add", () => {
  const path = join(process.env.HOME ?? "", ".terraformrc");
  writeFileSync(path, "provider_installation {\n  direct {}\n}\n");
  app.synth();
  expect(warnings()).toEqual([
    `provider_installation in ${path} keeps Terraform from the plugin placed beside this stack: add to it a filesystem_mirror block with path = "terraform.d/plugins" and include = ["npm.internal/*/*"], and to its direct block, if it has one, exclude = ["npm.internal/*/*"]`,
  ]);
});

it.each(["TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"])(
  "warns of a mirror in the file that %s names",
  (variable) => {
    const path = join(process.env.HOME ?? "", "company.tfrc");
    writeFileSync(path, "provider_installation {\n  direct {}\n}\n");
    process.env[variable] = path;
    app.synth();
    expect(warnings()).toEqual([expect.stringContaining(`provider_installation in ${path} `)]);
  },
);

it("warns once, however many providers the stack has", () => {
  process.env.CI = "true";
  new AtlanProvider(stack, "staging", { alias: "staging" });
  app.synth();
  expect(warnings()).toHaveLength(1);
});

it("serves a stack inside a stack", () => {
  const inner = new TerraformStack(stack, "inner");
  new AtlanProvider(inner, "atlan");
  app.synth();
  expect(lockFile("inner")).toBe(lockFile());
});

it("keeps what init has written into the lock file", () => {
  const directory = join(outdir, "stacks", "stack");
  mkdirSync(directory, { recursive: true });
  const written = `provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "3.2.4"
  hashes = [
    "h1:abc=",
  ]
}
`;
  writeFileSync(join(directory, ".terraform.lock.hcl"), written);
  new NullProvider(stack, "null");
  app.synth();
  expect(lockFile().startsWith(written)).toBe(true);
});

it("works for HCL output", () => {
  const hcl = Testing.app({ outdir: temporaryFolder() });
  const other = new TerraformStack(hcl, "stack");
  new AtlanProvider(other, "atlan", { maxRetries: 3 });
  expect(Testing.synthHcl(other)).toContain("max_retries = 3");
});
