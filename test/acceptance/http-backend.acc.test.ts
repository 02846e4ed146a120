// A pipeline of two jobs: synth here, deploy there from an artefact, with nothing but Node, Terraform and a remote state.
import { chmod, cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runEngine } from "./harness/engine.js";
import { engines } from "./harness/engines.js";
import { StateServer } from "./harness/state-server.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, tokenNamed, userProjects } from "./harness/user-projects.js";

const NAME = "warehouse robot";
const app = stackWith(
  "const address = process.env.STATE_ADDRESS;",
  "const locks = { lockAddress: address, unlockAddress: address };",
  "new cdktf.HttpBackend(stack, { address, ...locks });",
  tokenNamed(NAME),
);

const NOT_EXECUTABLE = 0o644;

/** What artefact stores do to files: their contents arrive, their modes do not. */
async function storeAndFetch(directory: string, target: string): Promise<void> {
  await cp(directory, target, { recursive: true });
  for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await chmod(path.join(entry.parentPath, entry.name), NOT_EXECUTABLE);
  }
}

describe("a stack synthesised in one job", () => {
  const open = userProjects();
  let state: StateServer;
  let artefact: string;
  beforeEach(async () => {
    state = await StateServer.start();
    artefact = await mkdtemp(path.join(tmpdir(), "atlan-artefact-"));
  });
  afterEach(async () => {
    await state.stop();
    await rm(artefact, { recursive: true });
  });

  it.each(engines)("is deployed in another with $name", async ({ binary }) => {
    const { project, tenant, control } = await open({
      app,
      environment: { CI: "true", STATE_ADDRESS: state.address },
    });
    await project.synth();
    expect(await project.warnings("stack")).toEqual([]);
    await storeAndFetch(path.join(project.directory, "cdktf.out"), artefact);
    await project.close();

    const directory = path.join(artefact, "stacks/stack");
    const environment = { ...tenant.env() };
    const run = (...args: string[]) =>
      succeeded(runEngine({ binary, directory, environment }, args));
    await run("init", "-input=false");
    expect((await run("apply", "-input=false", "-auto-approve")).output).toContain("1 added");
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
    await run("plan", "-input=false", "-detailed-exitcode");
    expect(state.methods).toEqual(expect.arrayContaining(["GET", "POST", "LOCK", "UNLOCK"]));
    const [token] = await control.tokensNamed(NAME);
    expect(state.state).toContain(token?.id);
  });
});
