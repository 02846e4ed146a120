// The testing kit as users have it: their own Jest runs their own test of their own stack.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runEngine } from "./harness/engine.js";
import { engine, engines } from "./harness/engines.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const EXAMPLE = path.join(ROOT, "examples/testing");
const PACKAGES = ["@jest", "@swc", "cdktf", "constructs", "jest"];

/** What Jest on a terminal sets for its workers. */
process.env.FORCE_COLOR = "1";

let base: string;
let directory: string;

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), "atlan-kit-"));
  directory = path.join(base, "project");
  const modules = path.join(directory, "node_modules");
  await cp(EXAMPLE, directory, { recursive: true });
  await mkdir(modules);
  for (const name of PACKAGES) {
    await symlink(path.join(ROOT, "node_modules", name), path.join(modules, name));
  }
  await symlink(ROOT, path.join(modules, "cdktf-provider-atlan"));
  await mkdir(path.join(base, "temporary"));
});

afterEach(() => rm(base, { recursive: true, force: true }));

function runJest(binary: string, ...args: readonly string[]) {
  const environment = {
    HOME: base,
    TMPDIR: path.join(base, "temporary"),
    TERRAFORM_BINARY_NAME: binary,
  };
  const jestProgram = path.join(directory, "node_modules/jest/bin/jest.js");
  const call = { binary: process.execPath, directory, environment };
  return runEngine(call, [jestProgram, "--cacheDirectory", path.join(base, "cache"), ...args]);
}

describe("the user's own Jest", () => {
  it.each(engines)("passes with $name, and leaves nothing behind", async ({ binary }) => {
    const before = await readdir(directory);
    const run = await runJest(binary);
    expect({ exitCode: run.exitCode, output: run.output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining("5 passed, 5 total"),
    });
    expect(run.output).not.toMatch(/did not exit|open handle/);
    expect(await readdir(directory)).toEqual(before);
    expect(await readdir(path.join(base, "temporary"))).toEqual([]);
  });

  it("passes with the code of the guide beside it, in one process", async () => {
    const guide = await readFile(path.join(ROOT, "docs/guides/testing.md"), "utf8");
    const blocks = Array.from(
      guide.matchAll(/^```typescript\n([\s\S]*?)^```$/gm),
      ([, code]) => code,
    );
    await writeFile(path.join(directory, "__tests__/guide-test.ts"), blocks.join("\n"));
    const { output } = await runJest(engine.binary, "--runInBand");
    expect(output).toContain("7 passed, 7 total");
    expect(output).not.toContain("Warning");
  });

  it("fails when the stack does something else", async () => {
    const stack = path.join(directory, "stack.ts");
    const text = await readFile(stack, "utf8");
    await writeFile(stack, text.replace("personas: [props.persona],", ""));
    const run = await runJest(engine.binary, "--testNamePattern", "makes one token");
    expect(run.exitCode).toBe(1);
    expect(run.output).toContain("1 failed");
  });
});
