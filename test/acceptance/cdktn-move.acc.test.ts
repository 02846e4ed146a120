// A project moves from cdktf to cdktn by the commands of the README: its state stays, and nothing is planned.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { startTenant } from "../../src/tenant/index.js";
import { NpmPackage, ROOT } from "./harness/npm-package.js";
import { CDKTF_JSON, movedToCdktn, NpmProject } from "./harness/npm-project.js";
import { succeeded } from "./harness/succeeded.js";

const NAME = "quickstart";
const CDKTF_CLI = path.join(ROOT, "node_modules/cdktf-cli/bundle/bin/cdktf.js");
const FLAGS = ["--auto-approve", "--no-color"];

it("moving a deployed stack plans nothing", async () => {
  const npmPackage = await NpmPackage.pack();
  const project = await NpmProject.open();
  const tenant = await startTenant();
  const stack = await readFile(path.join(ROOT, "examples", NAME, "main.ts"), "utf8");
  await project.npm("install", npmPackage.tarball, "cdktf", "constructs", "tsx");
  await project.write("cdktf.json", CDKTF_JSON);
  await project.write("main.ts", stack);
  // By path, on this Node: the CLI of cdktf does not run on the newer one.
  const deploy = [CDKTF_CLI, "deploy", NAME, ...FLAGS];
  const deployed = await succeeded(project.run(tenant.env(), process.execPath, ...deploy));
  expect(deployed.output).toContain("1 added, 0 changed, 0 destroyed");
  await project.npm("install", "cdktn@0.24", "cdktn-cli@0.24", "constructs@~10.7");
  await project.npm("uninstall", "cdktf", "cdktf-cli");
  await project.write("main.ts", movedToCdktn(stack));
  const plan = await succeeded(
    project.run(tenant.env(), "npx", "cdktn", "diff", NAME, "--no-color"),
  );
  expect(plan.output).toContain("No changes.");
  const again = await succeeded(
    project.run(tenant.env(), "npx", "cdktn", "deploy", NAME, ...FLAGS),
  );
  expect(again.output).toContain("0 added, 0 changed, 0 destroyed");
  await tenant.stop();
  await project.close();
  await npmPackage.close();
});
