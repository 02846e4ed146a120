// The pipeline example: synthesised in one place, deployed in another, with its state and lock in a real PostgreSQL.
import { chmod, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { findPostgres, POSTGRES_IS_MISSING } from "../../examples/pipeline/local/find-postgres.js";
import { type PostgresServer, startPostgres } from "../../examples/pipeline/local/postgres.js";
import { Runner } from "../../examples/pipeline/local/runner.js";
import { treeOf } from "../../scripts/process-tree.js";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import { startCommand } from "../../src/testing/run-command.js";
import { controlOf } from "../tenant-control.js";
import { until } from "../until.js";
import { describeUnless } from "./harness/describe-unless.js";
import { engine, engines } from "./harness/engines.js";
import { survivorsOf } from "./harness/survivors.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const EXAMPLE = path.join(ROOT, "examples/pipeline");
const CDKTF = path.join(ROOT, "node_modules/cdktf-cli/bundle/bin/cdktf.js");
const NAME = "nightly loader";
const SECOND_COMES_MS = 3_000;
/** Until it is set to 0. */
const ACTIVATION_MS = 3_600_000;

const programs = findPostgres() ?? "";
const missing = programs === "" ? POSTGRES_IS_MISSING : undefined;

describeUnless("the two jobs", missing, () => {
  let postgres: PostgresServer;
  let tenant: Tenant;
  let runner: Runner;
  let artefact: string;

  const everyEngine = engines.map(({ name, binary }) => [name, binary] as const);
  const environment = () => ({ ...tenant.oauthEnv(), ...postgres.environment });
  const openRunner = (binary: string) =>
    Runner.open({
      example: EXAMPLE,
      checkout: ROOT,
      engine: binary,
      signal: new AbortController().signal,
    });

  beforeAll(async () => {
    runner = await openRunner(engine.binary);
    artefact = await runner.synthesise();
  });
  afterAll(() => runner.close());

  beforeEach(async () => {
    [postgres, tenant] = await Promise.all([startPostgres(programs), startTenant({ seed: {} })]);
  });
  afterEach(async () => {
    await Promise.all([postgres.stop(), tenant.stop()]);
  });

  it("hand over an artefact with its dot files, without executables, state, or a warning", async () => {
    const entries = await readdir(artefact, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["cdk.tf.json", ".terraform.lock.hcl"]));
    expect(names.filter((name) => /tfstate|^plan$/.test(name))).toEqual([]);
    for (const { parentPath, name } of files) {
      expect((await stat(path.join(parentPath, name))).mode & 0o111).toBe(0);
    }
    const manifest = await readFile(path.join(artefact, "cdktf.out/manifest.json"), "utf8");
    expect(JSON.parse(manifest).stacks.pipeline.annotations).toEqual([]);
  });

  it.each(everyEngine)(
    "deploy with %s, and the second time plan nothing",
    async (_name, binary) => {
      const other = await openRunner(binary);
      try {
        const first = await other.deploy(artefact, { environment: environment() });
        expect(first.output).toContain("1 added, 0 changed, 0 destroyed");
        const [created] = await controlOf(tenant).tokensNamed(NAME);
        const script = `"$ENGINE" init -input=false && "$ENGINE" plan -input=false -detailed-exitcode`;
        const second = await other.deploy(artefact, { environment: environment(), script });
        expect(second).toMatchObject({
          exitCode: 0,
          output: expect.stringContaining("No changes"),
        });
        expect(await controlOf(tenant).tokensNamed(NAME)).toEqual([created]);
      } finally {
        await other.close();
      }
    },
  );

  it.each(everyEngine)("deploy through the cdktf CLI with %s", async (_name, binary) => {
    const script = `cd ../../..
      cp "${EXAMPLE}/cdktf.json" .
      mkdir cache
      export CDKTF_HOME="$PWD/home" TF_PLUGIN_CACHE_DIR="$PWD/cache"
      "${process.execPath}" "${CDKTF}" deploy pipeline --skip-synth --auto-approve --no-color`;
    const waiting = { TF_CLI_ARGS_apply: "-no-color -lock-timeout=10m" };
    const all = { ...environment(), ...waiting, TERRAFORM_BINARY_NAME: binary };
    const deployed = await runner.deploy(artefact, { environment: all, script });
    expect(deployed.output).toContain("1 added, 0 changed, 0 destroyed");
    expect(await controlOf(tenant).tokensNamed(NAME)).toHaveLength(1);
  });

  /** A deployment that has the lock: its token exists, and is not ready yet. */
  async function deployAndHoldLock() {
    const control = controlOf(tenant);
    // The tables of the state are there already, as in every run but a pipeline's first.
    const script = '"$ENGINE" init -input=false';
    await runner.deploy(artefact, { environment: environment(), script });
    await control.changeSettings({ tokenActivationMs: ACTIVATION_MS });
    const ended = runner.deploy(artefact, { environment: environment() });
    await until(async () => (await control.tokensNamed(NAME)).length > 0);
    const letGo = () => control.changeSettings({ tokenActivationMs: 0 });
    return { ended, letGo };
  }

  it("make the second of two deployments at once wait, and find nothing to do", async () => {
    const first = await deployAndHoldLock();
    const deploying = runner.deploy(artefact, { environment: environment() });
    // Long enough for the second to come to the lock; were it not, it would find nothing to do all the same.
    await sleep(SECOND_COMES_MS);
    await first.letGo();
    expect((await first.ended).output).toContain("1 added, 0 changed, 0 destroyed");
    expect((await deploying).output).toContain("0 added, 0 changed, 0 destroyed");
    expect(await controlOf(tenant).tokensNamed(NAME)).toHaveLength(1);
  });

  it("say who holds the lock when the second is not to wait", async () => {
    const first = await deployAndHoldLock();
    const script = '"$ENGINE" init -input=false && "$ENGINE" apply -input=false -auto-approve';
    const second = await runner.deploy(artefact, { environment: environment(), script });
    expect(second.exitCode).not.toBe(0);
    expect(second.output).toMatch(/Error acquiring the state lock[\s\S]*Who:/);
    await first.letGo();
    expect((await first.ended).output).toContain("1 added, 0 changed, 0 destroyed");
    expect(await controlOf(tenant).tokensNamed(NAME)).toHaveLength(1);
  });

  it.each(everyEngine)(
    "find the plugin behind the guide's company mirror, with %s",
    async (_n, binary) => {
      const guide = await readFile(path.join(ROOT, "docs/guides/pipeline.md"), "utf8");
      const configuration = /```hcl\n(provider_installation [\s\S]*?)```/.exec(guide)?.[1];
      if (configuration === undefined) throw new Error("Cannot find the block in the guide");
      const script = `printf '%s' "$CONFIGURATION" > cli.tfrc
      TF_CLI_CONFIG_FILE="$PWD/cli.tfrc" "${binary}" init -input=false`;
      const all = { ...environment(), CONFIGURATION: configuration };
      const { exitCode, output } = await runner.deploy(artefact, { environment: all, script });
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toContain("Installed npm.internal/cdktf-provider-atlan/atlan");
    },
  );

  it("print no secret", async () => {
    const deployed = await runner.deploy(artefact, { environment: environment() });
    const [token] = await controlOf(tenant).tokensNamed(NAME);
    expect(token).toBeDefined();
    const secrets = [...(await controlOf(tenant).secrets()), postgres.environment.PGPASSWORD ?? ""];
    for (const secret of secrets) expect(deployed.output).not.toContain(secret);
  });
});

describeUnless("the local run", missing, () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "pipeline-acc-"));
    // PostgreSQL's user has to pass through.
    await chmod(directory, 0o755);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  function startLocally() {
    const environment = { TMPDIR: directory };
    const call = { binary: process.execPath, directory: ROOT, environment };
    return startCommand(call, ["--import", "tsx", "examples/pipeline/run-locally.ts"]);
  }

  const leftovers = async () =>
    (await readdir(directory)).filter((name) => name.startsWith("atlan-"));

  it("deploys, deploys again to nothing, and leaves nothing behind", async () => {
    const { exitCode, output } = await startLocally().ended;
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringMatching(
        /First run[\s\S]*1 added, 0 changed[\s\S]*Second run[\s\S]*0 added, 0 changed, 0 destroyed/,
      ),
    });
    expect(await leftovers()).toEqual([]);
  });

  it.each([["synth …"], ["deploy …"]])("ends everything on Ctrl-C during %s", async (step) => {
    const { pid, printed, ended } = startLocally();
    await printed(step);
    let tree: readonly number[] = [];
    await until(() => {
      tree = treeOf(pid);
      return tree.length > 2;
    });
    expect(await leftovers()).not.toEqual([]);
    process.kill(pid, "SIGINT");
    const { exitCode, output } = await ended;
    expect({ exitCode, output }).toEqual({
      exitCode: 130,
      output: expect.stringContaining("Interrupted."),
    });
    expect(await leftovers()).toEqual([]);
    expect(tree.length).toBeGreaterThan(2);
    expect(await survivorsOf(tree)).toEqual([]);
  });
});
