// A workspace with a state of its own, whose engine and plugin are timed while they apply, plan and destroy.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { untilAborted } from "../scripts/run-child.js";
import { Workspace } from "../src/testing/index.js";
import type { Bench } from "./measurement.js";
import type { Plugin } from "./plugins.js";
import {
  type Spent,
  spentIn,
  timedEngine,
  timedPlugin,
  timesEnvironment,
} from "./processor-time.js";

/** For what only sets the scene; what is measured says itself how it runs. */
const FAST = ["-parallelism=50"] as const;
const IMPORTS = "imports.tf.json";
const EXECUTABLE = { mode: 0o755 } as const;

type Attributes = Readonly<Record<string, unknown>>;

export interface FolderSource {
  readonly name: string;
  /** None for what is built in. */
  readonly plugin?: Plugin;
  /** The provider block. */
  readonly settings?: Attributes;
  /** By type, then by name. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  /** For resources that exist already: the first apply takes them over. */
  readonly imports?: readonly { readonly to: string; readonly id: string }[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** `r0`, `r1`, …: so many resources of one type. */
export const numbered = (
  count: number,
  attributes: (index: number) => Attributes,
): Readonly<Record<string, Attributes>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}`, attributes(index)]));

/** Without a plugin none is required: what is built in needs none. */
const configurationOf = ({ plugin, settings = {}, resources }: FolderSource) => ({
  terraform: {
    required_providers: plugin === undefined ? {} : { [plugin.name]: { source: plugin.source } },
  },
  ...(plugin && { provider: { [plugin.name]: settings } }),
  resource: resources,
});

/** Makes the engine run the script that times the plugin, without `init`. */
const cliConfiguration = (plugin: Plugin, directory: string): string =>
  `provider_installation {
  dev_overrides { ${JSON.stringify(plugin.source)} = ${JSON.stringify(directory)} }
  direct {}
}
`;

export class EngineFolder {
  readonly source: FolderSource;
  readonly #bench: Bench;
  readonly #workspace: Workspace;
  /** What is not the configuration's: the scripts that time, and what they have measured. */
  readonly #scripts: string;

  private constructor(bench: Bench, source: FolderSource, workspace: Workspace) {
    this.#bench = bench;
    this.source = source;
    this.#workspace = workspace;
    this.#scripts = scriptsOf(bench, source);
  }

  /** Writes the configuration; applies nothing yet. */
  static async open(bench: Bench, source: FolderSource): Promise<EngineFolder> {
    const { plugin, imports = [], environment } = source;
    const scripts = scriptsOf(bench, source);
    const engine = path.join(scripts, "engine");
    const settings = path.join(scripts, "cli.tfrc");
    await mkdir(scripts, { recursive: true });
    await writeFile(engine, timedEngine(bench.binary), EXECUTABLE);
    await writeFile(settings, plugin === undefined ? "" : cliConfiguration(plugin, scripts));
    const workspace = await Workspace.open({
      parent: bench.directory,
      configuration: configurationOf(source),
      engine,
      environment: { ...environment, ...timesEnvironment(scripts), TF_CLI_CONFIG_FILE: settings },
      initialise: false,
    });
    // Without init nothing is installed, and the engine would miss what is locked.
    await rm(path.join(workspace.directory, ".terraform.lock.hcl"));
    const folder = new EngineFolder(bench, source, workspace);
    await folder.write(IMPORTS, JSON.stringify({ import: imports }));
    if (plugin !== undefined) await folder.launch(plugin.executable);
    return folder;
  }

  get directory(): string {
    return this.#workspace.directory;
  }

  /** Runs this program for the plugin. */
  async launch(executable: string): Promise<void> {
    const name = `terraform-provider-${this.source.plugin?.name}`;
    await writeFile(path.join(this.#scripts, name), timedPlugin(executable), EXECUTABLE);
  }

  /** Writes the configuration anew, with these resources. */
  async declare(resources: FolderSource["resources"]): Promise<void> {
    await this.#workspace.configure(configurationOf({ ...this.source, resources }));
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.directory, name), text);
  }

  async state(): Promise<string> {
    return await readFile(path.join(this.directory, "terraform.tfstate"), "utf8");
  }

  async apply(args: readonly string[] = FAST): Promise<void> {
    await this.#run(["apply", "-input=false", "-auto-approve", ...args]);
    await rm(path.join(this.directory, IMPORTS), { force: true });
  }

  async destroy(args: readonly string[] = FAST): Promise<void> {
    await this.#run(["destroy", "-input=false", "-auto-approve", ...args]);
  }

  /** Plans, and insists that there is nothing to do. */
  async plan(environment: Readonly<Record<string, string>> = {}): Promise<Spent> {
    const args = ["plan", "-input=false", "-detailed-exitcode"];
    return await spentIn(this.#scripts, () => this.#run(args, environment));
  }

  async #run(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { signal } = this.#bench;
    signal.throwIfAborted();
    const running = this.#workspace.start({ ownGroup: true, environment }, ...args);
    const { exitCode, output } = await untilAborted(signal, running);
    if (exitCode === 0) return;
    const words = output.slice(-4000);
    throw new Error(`Cannot ${args[0]} in ${this.directory}: exit code ${exitCode}\n${words}`);
  }
}

const scriptsOf = ({ directory }: Bench, { name }: FolderSource): string =>
  path.join(directory, `${name}-scripts`);
