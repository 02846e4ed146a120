// The vendor's Python SDK, unmodified, against the embedded tenant: `scripts/sdk-check` with a fresh install of it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "@jest/globals";
import type { CommandResult } from "../../src/testing/index.js";
import { describeUnless } from "./harness/describe-unless.js";
import { runEngine } from "./harness/engine.js";
import { ROOT } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";

const SDK = "pyatlan==9.10.3";
const directory = await mkdtemp(path.join(tmpdir(), "atlan-python-sdk-"));
const bin = path.join(directory, ".venv/bin");

const run = (binary: string, ...args: readonly string[]): Promise<CommandResult> =>
  runEngine({ binary, directory, environment: { HOME: directory } }, args);

/** What keeps the SDK from being installed, if something does. */
async function installSdk(): Promise<string | undefined> {
  const created = await run("python3", "-m", "venv", ".venv");
  if (created.exitCode !== 0) return "python3 -m venv fails here";
  const options = ["--quiet", "--disable-pip-version-check"];
  const installed = await run(path.join(bin, "pip"), "install", ...options, SDK);
  return installed.exitCode === 0 ? undefined : `pip cannot install ${SDK}`;
}

const missing = await installSdk();

afterAll(() => rm(directory, { recursive: true, force: true }));

describeUnless("the vendor's Python SDK", missing, () => {
  it("does what it does against Atlan, OAuth clients and its token manager included", async () => {
    const check = (file: string) => path.join(ROOT, "scripts/sdk-check", file);
    const program = [path.join(ROOT, "node_modules/tsx/dist/cli.mjs"), check("run.ts")];
    const { stdout } = await succeeded(
      run(process.execPath, ...program, path.join(bin, "python"), check("pyatlan_check.py")),
    );
    expect(stdout).not.toContain("FAILED");
    expect(stdout).toMatch(/(\d+) of \1 passed/);
  });
});
