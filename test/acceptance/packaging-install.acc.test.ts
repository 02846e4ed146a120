// `npx cdktf-provider-atlan install`, for people who write HCL: from the packed package to a token.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTenant } from "../../src/tenant/index.js";
import { controlOf } from "../tenant-control.js";
import { runEngine } from "./harness/engine.js";
import { engines } from "./harness/engines.js";
import { NpmPackage } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";

const NAME = "warehouse robot";
let npmPackage: NpmPackage;
let directory: string;

beforeAll(async () => {
  npmPackage = await NpmPackage.pack();
  directory = await mkdtemp(path.join(tmpdir(), "atlan-hcl-"));
  await writeFile(path.join(directory, "package.json"), '{"private":true}');
  await npmPackage.installIn(directory);
});
afterAll(async () => {
  await npmPackage.close();
  await rm(directory, { recursive: true });
});

/** The block that `install` prints, as a person would copy it. */
const printedConfiguration = (output: string): string =>
  /^terraform \{\n[\s\S]*?^\}\n/m.exec(output)?.[0] ?? "";

describe("npx cdktf-provider-atlan install", () => {
  it.each(engines)("lets $name init and apply without a registry", async ({ binary }) => {
    await using tenant = await startTenant();
    const environment = tenant.env();
    const run = (command: string, ...args: string[]) =>
      succeeded(runEngine({ binary: command, directory, environment }, args));
    const installed = await run("npx", "--no-install", "cdktf-provider-atlan", "install");
    const resource = `resource "atlan_api_token" "loader" {\n  display_name = "${NAME}"\n}\n`;
    const configuration = printedConfiguration(installed.stdout) + resource;
    await writeFile(path.join(directory, "main.tf"), configuration);
    await run(binary, "init", "-input=false");
    await run(binary, "apply", "-input=false", "-auto-approve");
    expect(await controlOf(tenant).tokensNamed(NAME)).toHaveLength(1);
    await run(binary, "plan", "-input=false", "-detailed-exitcode");
    await run(binary, "destroy", "-input=false", "-auto-approve");
  });
});
