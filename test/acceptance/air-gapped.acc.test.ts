// Machines that reach no registry: the folder that `install` made, copied to where Terraform is told to look.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import { installationFrom } from "./harness/cli-configuration.js";
import { runEngine } from "./harness/engine.js";
import { engines } from "./harness/engines.js";
import { ROOT } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";

const COMMAND = path.join(ROOT, "dist/cli/main.js");
const LOCK = ".terraform.lock.hcl";

let base: string;
let mirror: string;
let tenant: Tenant;

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), "atlan-air-gapped-"));
  mirror = path.join(base, "mirror");
  tenant = await startTenant();
  const installed = path.join(base, "installed");
  await mkdir(installed);
  await succeeded(
    runEngine({ binary: process.execPath, directory: installed }, [COMMAND, "install"]),
  );
  await cp(path.join(installed, "terraform.d/plugins"), mirror, { recursive: true });
});

afterAll(async () => {
  await tenant.stop();
  await rm(base, { recursive: true, force: true });
});

/** A checkout of the plain Terraform example, with its lock file and without the plugin. */
async function checkOut(): Promise<string> {
  const directory = await mkdtemp(path.join(base, "checkout-"));
  await cp(path.join(ROOT, "examples/hcl/main.tf"), path.join(directory, "main.tf"));
  await cp(path.join(base, "installed", LOCK), path.join(directory, LOCK));
  return directory;
}

const ways: readonly { way: string; cli: () => string; flags: () => readonly string[] }[] = [
  {
    way: "a filesystem mirror of the installed folder",
    cli: () => installationFrom(`filesystem_mirror {\n  path = "${mirror}"\n}`),
    flags: () => [],
  },
  {
    way: "-plugin-dir with the installed folder",
    cli: () => "",
    flags: () => [`-plugin-dir=${mirror}`],
  },
];

describe.each(engines)("without a registry, $name", ({ binary }) => {
  it.each(ways)("takes the locked plugin from $way", async ({ cli, flags }) => {
    const directory = await checkOut();
    const TF_CLI_CONFIG_FILE = path.join(directory, "cli.tfrc");
    await writeFile(TF_CLI_CONFIG_FILE, cli());
    const environment = { ...tenant.env(), TF_CLI_CONFIG_FILE };
    const run = (...args: readonly string[]) =>
      succeeded(runEngine({ binary, directory, environment }, args));
    const lockFile = () => readFile(path.join(directory, LOCK), "utf8");
    const locked = await lockFile();
    await run("init", "-input=false", ...flags());
    expect(await lockFile()).toBe(locked);
    const applied = await run("apply", "-no-color", "-input=false", "-auto-approve");
    expect(applied.output).toContain("1 added");
    await run("destroy", "-input=false", "-auto-approve");
  });
});
