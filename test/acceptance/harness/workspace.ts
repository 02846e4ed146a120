// A folder with a configuration, the built plugin beside it, and the commands a person would run there.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type EngineCall, type EngineResult, type RunningEngine, startEngine } from "./engine.js";
import { engine } from "./engines.js";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const PLUGIN = path.join(ROOT, "dist/plugin");
const ADDRESS = "npm.internal/cdktf-provider-atlan/atlan";
const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

export interface WorkspaceOptions {
  readonly binary?: string;
  /** Given to every command, such as `tenant.env()`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** HCL; the required_providers block is added. */
  readonly configuration: string;
}

interface StateResource {
  readonly type: string;
  readonly name: string;
  readonly instances: readonly {
    readonly status?: string;
    readonly attributes: Record<string, unknown>;
    readonly private?: string;
    /** Of an object that another has taken the place of, and that is still to be destroyed. */
    readonly deposed?: string;
  }[];
}

export interface State {
  readonly resources: readonly StateResource[];
  readonly outputs: Record<string, { readonly value: unknown; readonly sensitive?: boolean }>;
}

export const REQUIRED = `terraform {
  required_providers {
    atlan = { source = "${ADDRESS}" }
  }
}
`;

export class Workspace {
  readonly directory: string;
  readonly #options: WorkspaceOptions;

  private constructor(directory: string, options: WorkspaceOptions) {
    this.directory = directory;
    this.#options = options;
  }

  /** Placed and initialised, as after `cdktf-provider-atlan install` and `terraform init`. */
  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const workspace = new Workspace(await mkdtemp(path.join(tmpdir(), "atlan-acc-")), options);
    const { version } = JSON.parse(await readFile(path.join(PLUGIN, "manifest.json"), "utf8"));
    const mirror = path.join(workspace.directory, "terraform.d/plugins", ADDRESS);
    await mkdir(mirror, { recursive: true });
    const zip = `terraform-provider-atlan_${version}_${PLATFORM}.zip`;
    await cp(path.join(PLUGIN, "terraform-provider-atlan.zip"), path.join(mirror, zip));
    await workspace.configure(options.configuration);
    const init = await workspace.run("init", "-input=false");
    if (init.exitCode !== 0) throw new Error(`Cannot initialise workspace: ${init.output}`);
    return workspace;
  }

  async configure(configuration: string): Promise<void> {
    await writeFile(path.join(this.directory, "main.tf"), REQUIRED + configuration);
  }

  run(...args: readonly string[]): Promise<EngineResult> {
    return this.runWith({}, ...args);
  }

  runWith(more: Partial<EngineCall>, ...args: readonly string[]): Promise<EngineResult> {
    return this.start(more, ...args).ended;
  }

  /** Does not wait for its end. */
  start(more: Partial<EngineCall>, ...args: readonly string[]): RunningEngine {
    const { binary = engine.binary, environment = {} } = this.#options;
    const [command = "", ...rest] = args;
    const call = { binary, directory: this.directory, ...more };
    const env = { ...environment, ...more.environment };
    return startEngine({ ...call, environment: env }, [command, ...plain(command), ...rest]);
  }

  apply(...args: readonly string[]): Promise<EngineResult> {
    return this.run("apply", "-input=false", "-auto-approve", ...args);
  }

  /** Exit code 0: nothing to do; 2: changes; 1: error. */
  plan(...args: readonly string[]): Promise<EngineResult> {
    return this.run("plan", "-input=false", "-detailed-exitcode", ...args);
  }

  destroy(...args: readonly string[]): Promise<EngineResult> {
    return this.run("destroy", "-input=false", "-auto-approve", ...args);
  }

  async state(): Promise<State> {
    return JSON.parse(await readFile(path.join(this.directory, "terraform.tfstate"), "utf8"));
  }

  /** The attributes of the only instance of `type.name`. */
  async attributes(address: string): Promise<Record<string, unknown>> {
    const [type, name] = address.split(".");
    const { resources } = await this.state();
    const found = resources.find((resource) => resource.type === type && resource.name === name);
    const attributes = found?.instances[0]?.attributes;
    if (attributes === undefined) throw new Error(`Cannot find ${address} in the state`);
    return attributes;
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

const COLOURED = new Set([
  "init",
  "plan",
  "apply",
  "destroy",
  "import",
  "validate",
  "refresh",
  "show",
  "test",
]);
const plain = (command: string): readonly string[] => (COLOURED.has(command) ? ["-no-color"] : []);
