// The machines of the pipeline: a folder for each job, and an artefact between them that has lost its executable bits.
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runScript, type ScriptResult } from "./run-script";
import { readJob } from "./workflow";

const SOURCES = ["main.ts", "cdktf.json"];
const PACKAGES = [".bin", "cdktf", "cdktf-cli", "constructs", "tsx"];
const WORKFLOW = ".github/workflows/deploy.yml";

/** All that a machine of its own has in common with this one. */
const OF_ANY_MACHINE = ["PATH", "HOME", "TMPDIR"];

const cleanEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    OF_ANY_MACHINE.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

export interface RunnerOptions {
  /** This example. */
  readonly example: string;
  /** The checkout, which stands for what `npm ci` installs. */
  readonly checkout: string;
  /** @default terraform */
  readonly engine?: string;
  readonly signal: AbortSignal;
}

export interface DeployOptions {
  /** The secrets and variables of the deploy job. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes the place of what the workflow runs. */
  readonly script?: string;
}

export class Runner {
  readonly #base: string;
  readonly #options: RunnerOptions;

  private constructor(base: string, options: RunnerOptions) {
    this.#base = base;
    this.#options = options;
  }

  static async open(options: RunnerOptions): Promise<Runner> {
    return new Runner(await mkdtemp(path.join(tmpdir(), "atlan-pipeline-")), options);
  }

  /**
   * The first job, on a machine of its own that has no credentials and is gone afterwards.
   *
   * @returns the artefact: its `cdktf.out`, stored away without executable bits.
   */
  async synthesise(): Promise<string> {
    const machine = await this.#machine();
    await this.#checkOut(machine);
    const { script } = await this.#job("synth");
    // What it would install is linked already.
    const rest = script.replace(/^npm ci$/m, "");
    const synthesised = await this.#run(rest, machine, {});
    if (synthesised.exitCode !== 0) throw new Error(`Cannot synthesise:\n${synthesised.output}`);
    const artefact = await mkdtemp(path.join(this.#base, "artefact-"));
    await rename(path.join(machine, "cdktf.out"), path.join(artefact, "cdktf.out"));
    await rm(machine, { recursive: true });
    await dropExecutableBits(artefact);
    return artefact;
  }

  /** The second job, on a machine of its own that has nothing but the artefact and its secrets. */
  async deploy(artefact: string, { environment, script }: DeployOptions): Promise<ScriptResult> {
    const machine = await this.#machine();
    await cp(artefact, machine, { recursive: true });
    const job = await this.#job("deploy");
    const commands = script ?? job.script.replace(/^terraform /gm, '"$ENGINE" ');
    return this.#run(commands, path.join(machine, job.directory), environment);
  }

  async close(): Promise<void> {
    await rm(this.#base, { recursive: true, force: true });
  }

  #machine(): Promise<string> {
    return mkdtemp(path.join(this.#base, "machine-"));
  }

  async #checkOut(machine: string): Promise<void> {
    const { example, checkout } = this.#options;
    for (const file of SOURCES) await cp(path.join(example, file), path.join(machine, file));
    const modules = path.join(machine, "node_modules");
    await mkdir(modules);
    for (const name of PACKAGES) {
      await symlink(path.join(checkout, "node_modules", name), path.join(modules, name));
    }
    await symlink(checkout, path.join(modules, "cdktf-provider-atlan"));
  }

  async #job(name: string) {
    return readJob(await readFile(path.join(this.#options.example, WORKFLOW), "utf8"), name);
  }

  #run(script: string, directory: string, secrets: Readonly<Record<string, string>>) {
    const { engine = "terraform", signal } = this.#options;
    const environment = {
      ...cleanEnvironment(),
      CI: "true",
      CHECKPOINT_DISABLE: "1",
      CDKTF_SKIP_PROVIDER_LOCK: "true",
      TF_CLI_ARGS: "-no-color",
      ENGINE: engine,
      ...secrets,
    };
    return runScript({ script, directory, environment, signal });
  }
}

/** What storing an artefact does to it. */
async function dropExecutableBits(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isFile()) await chmod(path.join(entry.parentPath, entry.name), 0o644);
  }
}
