// The Python example, as its README says: classes made from the plugin's schema, a stack of them, and its life.

import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import type { CommandResult } from "../../src/testing/index.js";
import { controlOf } from "../tenant-control.js";
import { describeUnless } from "./harness/describe-unless.js";
import { runEngine } from "./harness/engine.js";
import { engine } from "./harness/engines.js";
import { ROOT } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";

const EXAMPLE = path.join(ROOT, "examples/python");
const SOURCES = ["main.py", "cdktf.json", "requirements.txt"];
const CDKTF = path.join(ROOT, "node_modules/cdktf-cli/bundle/bin/cdktf.js");
const COMMAND = path.join(ROOT, "dist/cli/main.js");

const home = await mkdtemp(path.join(tmpdir(), "atlan-python-"));
const directory = path.join(home, "project");
const bin = path.join(directory, ".venv/bin");

const run = (binary: string, ...args: readonly string[]): Promise<CommandResult> =>
  runEngine({ binary, directory, environment: { HOME: home } }, args);

/** What keeps cdktf from being installed, if something does. */
async function installCdktf(): Promise<string | undefined> {
  for (const file of SOURCES) {
    await cp(path.join(EXAMPLE, file), path.join(directory, file), { recursive: true });
  }
  const created = await run("python3", "-m", "venv", ".venv");
  if (created.exitCode !== 0) return "python3 -m venv fails here";
  const pip = ["install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"];
  const installed = await run(path.join(bin, "pip"), ...pip);
  return installed.exitCode === 0 ? undefined : "pip cannot install cdktf";
}

const missing = await installCdktf();

afterAll(() => rm(home, { recursive: true, force: true }));

describeUnless("the example in Python", missing, () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.stop());

  it("makes its classes, deploys, plans nothing, and is destroyed", async () => {
    const control = controlOf(tenant);
    await succeeded(run(process.execPath, COMMAND, "install"));
    const plugin = "plugins/npm.internal";
    await cp(path.join(directory, "terraform.d", plugin), path.join(home, ".terraform.d", plugin), {
      recursive: true,
    });
    const environment = {
      ...tenant.env(),
      HOME: home,
      PATH: `${bin}${path.delimiter}${process.env.PATH}`,
      TERRAFORM_BINARY_NAME: engine.binary,
      CDKTF_SKIP_PROVIDER_LOCK: "true",
    };
    const cdktf = (...args: readonly string[]) =>
      succeeded(
        runEngine({ binary: process.execPath, directory, environment }, [
          CDKTF,
          ...args,
          "--no-color",
        ]),
      );
    await cdktf("get");
    await cdktf("deploy", "quickstart", "--auto-approve");
    const [token] = await control.tokensNamed("warehouse loader");
    expect(token).toMatchObject({ validitySeconds: 90 * 24 * 60 * 60 });
    const { connections } = await control.state();
    const development = connections.find(({ name }) => name === "development");
    expect(development?.adminUsers).toContain(token?.username);

    const stack = path.join(directory, "cdktf.out/stacks/quickstart");
    const plan = ["plan", "-no-color", "-input=false", "-detailed-exitcode"];
    const call = { binary: engine.binary, directory: stack, environment };
    await succeeded(runEngine(call, plan));
    await cdktf("destroy", "quickstart", "--auto-approve");
    expect(await control.tokensNamed("warehouse loader")).toEqual([]);
  });
});

it("the example in Python asks for the version of this package", async () => {
  const { version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8"));
  const { terraformProviders } = JSON.parse(
    await readFile(path.join(EXAMPLE, "cdktf.json"), "utf8"),
  );
  expect(terraformProviders).toEqual([`npm.internal/cdktf-provider-atlan/atlan@${version}`]);
});
