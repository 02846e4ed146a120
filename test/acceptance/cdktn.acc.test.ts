// The example stacks on cdktn, in a project that npm makes in an empty folder: deployed by the CLI of cdktn, or synthesised to what cdktf makes of them.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import { controlOf } from "../tenant-control.js";
import { installationFrom, mirrorOf, OUR_ENTRY } from "./harness/cli-configuration.js";
import { describeWith } from "./harness/describe-unless.js";
import { runEngine } from "./harness/engine.js";
import { nullProviderMirror } from "./harness/engines.js";
import { NpmPackage, ROOT } from "./harness/npm-package.js";
import { CDKTF_JSON, movedToCdktn, NpmProject } from "./harness/npm-project.js";
import { succeeded } from "./harness/succeeded.js";

const EXAMPLES = ["quickstart", "personas", "connection-admin", "collections", "pipeline"];
/** Every one of them takes minutes: `CDKTN_EXAMPLES=all` deploys them all. */
const deployed = process.env.CDKTN_EXAMPLES === "all" ? EXAMPLES.slice(0, -1) : ["quickstart"];

const example = (name: string): Promise<string> =>
  readFile(path.join(ROOT, "examples", name, "main.ts"), "utf8");

let npmPackage: NpmPackage;
let project: NpmProject;

beforeAll(async () => {
  npmPackage = await NpmPackage.pack();
  project = await NpmProject.open();
  await project.npm(
    "install",
    npmPackage.tarball,
    "cdktn@0.24",
    "cdktn-cli@0.24",
    "constructs@~10.7",
  );
  await project.npm("install", "--save-dev", "tsx", "typescript@~5.9", "@types/node");
  await project.write("cdktf.json", CDKTF_JSON);
});

afterAll(async () => {
  await project.close();
  await npmPackage.close();
});

const open = async (name: string): Promise<Tenant> => {
  await project.write("main.ts", movedToCdktn(await example(name)));
  return startTenant();
};

const cdktn = (tenant: Tenant, ...args: readonly string[]) =>
  succeeded(project.run(tenant.env(), "npx", "cdktn", ...args, "--no-color"));

describe("npm", () => {
  it("installs nothing of cdktf with the package, and constructs as cdktn wants them", async () => {
    const installed = await readdir(path.join(project.directory, "node_modules"));
    expect(installed.filter((name) => /^(@?cdktf|@?cdktn)/.test(name)).sort()).toEqual([
      "@cdktn",
      "cdktf-provider-atlan",
      "cdktn",
      "cdktn-cli",
    ]);
    const { version } = JSON.parse(await project.read("node_modules/constructs/package.json"));
    expect(version).toMatch(/^10\.7\./);
  });
});

describe("cdktn-cli", () => {
  it.each(deployed)("deploys the example %s, then nothing, and destroys it", async (name) => {
    const tenant = await open(name);
    const before = await controlOf(tenant).state();
    const first = await cdktn(tenant, "deploy", name, "--auto-approve");
    expect(first.output).toMatch(/Resources: [1-9]\d* added, 0 changed, 0 destroyed/);
    const again = await cdktn(tenant, "deploy", name, "--auto-approve");
    expect(again.output).toContain("Resources: 0 added, 0 changed, 0 destroyed");
    await cdktn(tenant, "destroy", name, "--auto-approve");
    const { tokens } = await controlOf(tenant).state();
    expect(tokens).toHaveLength(before.tokens.length);
    await tenant.stop();
  });

  it("comes with types for what the example imports", async () => {
    await project.write("main.ts", movedToCdktn(await example("quickstart")));
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"];
    await succeeded(project.run({}, "npx", "tsc", ...flags, "main.ts"));
  });
});

describe("cdktn synthesises the same as cdktf", () => {
  /** Without what names the toolkit itself. */
  const configurationIn = async (directory: string, name: string) => {
    const text = await readFile(
      path.join(directory, "cdktf.out/stacks", name, "cdk.tf.json"),
      "utf8",
    );
    const { "//": _, ...configuration } = JSON.parse(text);
    // The local backend's path is of the folder.
    return JSON.parse(JSON.stringify(configuration).replaceAll(directory, "."));
  };

  it.each(EXAMPLES)("of the example %s", async (name) => {
    await project.write("main.ts", movedToCdktn(await example(name)));
    await succeeded(project.run({}, "npx", "tsx", "main.ts"));
    const directory = await mkdtemp(path.join(tmpdir(), "atlan-cdktf-"));
    const tsx = { binary: path.join(ROOT, "node_modules/.bin/tsx"), directory };
    await succeeded(runEngine(tsx, [path.join(ROOT, "examples", name, "main.ts")]));
    expect(await configurationIn(project.directory, name)).toEqual(
      await configurationIn(directory, name),
    );
    await rm(directory, { recursive: true, force: true });
  });
});

describe("a token for one run", () => {
  const TARGETS = { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } };

  it("is deployed where cdktf.json says that the engine knows it, and is refused elsewhere", async () => {
    const file = "docs/examples/ephemeral-resources/api_token.ts";
    const shown = await readFile(path.join(ROOT, file), "utf8");
    const stack = shown.replace("../../../lib/cdktn", "cdktf-provider-atlan/cdktn");
    const app = 'const app = new App();\nnew LoadStack(app, "load");\napp.synth();\n';
    await project.write("main.ts", `import { App } from "cdktn";\n${stack}${app}`);
    const tenant = await startTenant();
    const args = ["deploy", "load", "--auto-approve", "--no-color"];
    const refused = await project.run(tenant.env(), "npx", "cdktn", ...args);
    expect(refused.prose).toContain("ephemeral resources requires terraform >=1.10.0");
    const settings = { ...JSON.parse(CDKTF_JSON), ...TARGETS };
    await project.write("cdktf.json", JSON.stringify(settings));
    const deployed = await cdktn(tenant, "deploy", "load", "--auto-approve");
    expect(deployed.output).toContain("Resources: 1 added, 0 changed, 0 destroyed");
    expect(await controlOf(tenant).tokensNamed("catalog load")).toEqual([]);
    await project.write("cdktf.json", CDKTF_JSON);
    await tenant.stop();
  });
});

describeWith(
  "a delivery on cdktn, with bindings of the null provider that its CLI makes,",
  { variable: "NULL_PROVIDER_MIRROR", value: nullProviderMirror },
  (mirror) => {
    it("delivers", async () => {
      await project.configureCli(installationFrom(OUR_ENTRY, mirrorOf(mirror)));
      const provider = { terraformProviders: ["hashicorp/null@3.2.4"] };
      const configuration = { ...JSON.parse(CDKTF_JSON), ...provider };
      await project.write("cdktf.json", JSON.stringify(configuration));
      const tenant = await open("delivery");
      await cdktn(tenant, "get", "--output", "bindings");
      const DIRECTORY = "node_modules/@cdktn/provider-null/lib";
      const flags = ["--outDir", DIRECTORY, "--module", "commonjs", "--target", "es2022"];
      const sources = ["provider", "resource"].map(
        (it) => `bindings/providers/null/${it}/index.ts`,
      );
      await succeeded(project.run({}, "npx", "tsc", ...flags, "--skipLibCheck", ...sources));
      const HOME = project.directory;
      const environment = { ...tenant.env(), HOME };
      const args = ["cdktn", "deploy", "delivery", "--auto-approve", "--no-color"];
      const result = await succeeded(project.run(environment, "npx", ...args));
      expect(result.output).toContain("Resources: 3 added, 0 changed, 0 destroyed");
      const delivered = await project.read("loader.token");
      expect(await controlOf(tenant).secrets()).toContain(delivered.trim());
      expect(result.output).not.toContain(delivered.trim());
      await tenant.stop();
    });
  },
);
