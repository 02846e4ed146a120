// The plain Terraform example, from `install` to `destroy`, as its README says.
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import { controlOf } from "../tenant-control.js";
import { runEngine } from "./harness/engine.js";
import { engines } from "./harness/engines.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const COMMAND = path.join(ROOT, "dist/cli/main.js");
const SOURCES = ["main.tf"];
const NAME = "nightly loader";

let directory: string;
let tenant: Tenant;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "atlan-hcl-"));
  for (const file of SOURCES) {
    await cp(path.join(ROOT, "examples/hcl", file), path.join(directory, file));
  }
  tenant = await startTenant();
});

afterEach(async () => {
  await tenant.stop();
  await rm(directory, { recursive: true, force: true });
});

const run = (binary: string, ...args: readonly string[]) =>
  runEngine({ binary, directory, environment: tenant.env() }, args);

const install = () => run(process.execPath, COMMAND, "install");
const lockFile = () => readFile(path.join(directory, ".terraform.lock.hcl"), "utf8");

describe.each(engines)("with $name", ({ binary }) => {
  const plain = ["-no-color", "-input=false"];

  it("is installed, applied, applied again to nothing, changed and destroyed", async () => {
    const control = controlOf(tenant);
    expect(await install()).toMatchObject({ exitCode: 0 });
    const locked = await lockFile();
    expect(await run(binary, "init", ...plain)).toMatchObject({ exitCode: 0 });
    expect(await lockFile()).toBe(locked);

    const applied = await run(binary, "apply", ...plain, "-auto-approve");
    expect(applied.output).toContain("1 added, 0 changed, 0 destroyed");
    expect(applied.output).not.toContain("Warning:");
    const [created] = await control.tokensNamed(NAME);
    expect(created).toMatchObject({ validitySeconds: 90 * 24 * 60 * 60 });
    expect(await run(binary, "plan", ...plain, "-detailed-exitcode")).toMatchObject({
      exitCode: 0,
    });

    const { stdout: secret } = await run(binary, "output", "-raw", "loader_token");
    expect(await control.secrets()).toContain(secret);
    expect(applied.output).not.toContain(secret);

    const variable = ["-var", "description=Loads the lake every night"];
    const changed = await run(binary, "apply", ...plain, "-auto-approve", ...variable);
    expect(changed.output).toContain("0 added, 1 changed, 0 destroyed");
    expect(await control.tokensNamed(NAME)).toEqual([
      { ...created, description: "Loads the lake every night" },
    ]);

    const destroyed = await run(binary, "destroy", ...plain, "-auto-approve");
    expect(destroyed.output).toContain("1 destroyed");
    expect(await control.tokensNamed(NAME)).toEqual([]);
  });
});

describe("its sources", () => {
  it("begin with the provider block that `install` prints", async () => {
    const { stdout } = await install();
    const block = /required_providers \{[\s\S]*?\n {2}\}/.exec(stdout)?.[0];
    if (block === undefined) throw new Error(`Cannot find the block in: ${stdout}`);
    expect(await readFile(path.join(directory, "main.tf"), "utf8")).toContain(block);
  });

  it("are all there is, save what people read and what git ignores", async () => {
    const files = await readdir(path.join(ROOT, "examples/hcl"));
    const others = files.filter((file) => !/^(README\.md$|\.|terraform\.)/.test(file));
    expect(others).toEqual(SOURCES);
  });
});
