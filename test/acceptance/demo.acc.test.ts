// The demo where it could fail in silence: what is missing is said in one sentence, and Ctrl-C leaves nothing behind.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { treeOf } from "../../scripts/process-tree.js";
import { startCommand } from "../../src/testing/run-command.js";
import { engine } from "./harness/engines.js";
import { running, survivorsOf } from "./harness/survivors.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const POLL_MS = 50;

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "demo-acc-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function startDemo(binary: string) {
  const environment = { TMPDIR: directory, TERRAFORM_BINARY_NAME: binary };
  const call = { binary: process.execPath, directory: ROOT, environment };
  return startCommand(call, ["--import", "tsx", "scripts/demo.ts"]);
}

/** A program that says it is this engine. */
async function pretend(version: string): Promise<string> {
  const binary = path.join(directory, "engine");
  await writeFile(binary, `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 });
  return binary;
}

const folders = async (): Promise<readonly string[]> =>
  (await readdir(directory)).filter((name) => name.startsWith("atlan-"));

/** The demo's processes as soon as Terraform is one of them: the cdktf CLI starts it in a session of its own. */
async function treeWithTerraform(pid: number): Promise<readonly number[]> {
  for (;;) {
    const tree = treeOf(pid);
    if (running(tree).some((command) => /(terraform|tofu)\S* (init|plan|apply)/.test(command)))
      return tree;
    await sleep(POLL_MS);
  }
}

describe("what the demo needs", () => {
  it("names a missing engine in one sentence, and starts nothing", async () => {
    const { exitCode, stdout, stderr } = await startDemo(path.join(directory, "no-such-engine"))
      .ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^Cannot start: ".*no-such-engine" was not found, expected Terraform 1\.5 .*TERRAFORM_BINARY_NAME\n$/,
    );
    expect(stdout).toBe("");
  });

  it("names an engine that is too old in one sentence, and starts nothing", async () => {
    const { exitCode, stdout, stderr } = await startDemo(await pretend("Terraform v1.4.7")).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^Cannot start: Terraform 1\.4\.7 \(".*"\) is too old, expected 1\.5 or newer; .*\n$/,
    );
    expect(stdout).toBe("");
  });
});

describe("Ctrl-C while Terraform runs", () => {
  it("ends every process and removes the folder", async () => {
    const { pid, ended } = startDemo(engine.binary);
    const tree = await treeWithTerraform(pid);
    expect(await folders()).toHaveLength(1);
    process.kill(pid, "SIGINT");
    const { exitCode, stderr } = await ended;
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: expect.stringContaining("Interrupted."),
    });
    expect(await survivorsOf(tree)).toEqual([]);
    expect(await folders()).toEqual([]);
  });
});
