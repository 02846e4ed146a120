// A folder with a configuration and a state of its own, that Terraform or OpenTofu applies, plans and destroys.
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runChild } from "../scripts/demo/run-child.js";
import { cleanEnvironment } from "../src/testing/environment.js";
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

const configurationOf = ({ plugin, settings = {}, resources }: FolderSource) => ({
  ...(plugin && {
    terraform: { required_providers: { [plugin.name]: { source: plugin.source } } },
    provider: { [plugin.name]: settings },
  }),
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
  readonly directory: string;
  readonly source: FolderSource;
  readonly #bench: Bench;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(bench: Bench, source: FolderSource) {
    this.#bench = bench;
    this.source = source;
    this.directory = path.join(bench.directory, source.name);
    this.#environment = {
      ...source.environment,
      ...timesEnvironment(this.directory),
      TF_CLI_CONFIG_FILE: path.join(this.directory, "cli.tfrc"),
    };
  }

  /** Writes the configuration; applies nothing yet. */
  static async open(bench: Bench, source: FolderSource): Promise<EngineFolder> {
    const folder = new EngineFolder(bench, source);
    const { plugin, imports = [] } = source;
    const launcher = path.join(folder.directory, "launcher");
    await mkdir(launcher, { recursive: true });
    await folder.declare(source.resources);
    await folder.write(IMPORTS, JSON.stringify({ import: imports }));
    await folder.write("cli.tfrc", plugin === undefined ? "" : cliConfiguration(plugin, launcher));
    if (plugin !== undefined) await folder.launch(plugin.executable);
    return folder;
  }

  /** Runs this program for the plugin. */
  async launch(executable: string): Promise<void> {
    const name = `launcher/terraform-provider-${this.source.plugin?.name}`;
    await this.write(name, timedPlugin(executable));
    await chmod(path.join(this.directory, name), 0o755);
  }

  /** Writes the configuration anew, with these resources. */
  async declare(resources: FolderSource["resources"]): Promise<void> {
    const configuration = configurationOf({ ...this.source, resources });
    await this.write("main.tf.json", JSON.stringify(configuration));
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
  async plan(more: Readonly<Record<string, string>> = {}): Promise<Spent> {
    const args = ["plan", "-input=false", "-detailed-exitcode"];
    return await spentIn(this.directory, () => this.#run(args, more));
  }

  async #run(
    [command = "", ...args]: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { binary, signal } = this.#bench;
    const { exitCode, stdout, stderr } = await runChild({
      ...timedEngine(binary, [command, "-no-color", ...args]),
      directory: this.directory,
      environment: cleanEnvironment({ ...this.#environment, ...more }),
      signal,
    });
    if (exitCode === 0) return;
    const words = `${stdout}\n${stderr}`.slice(-4000);
    throw new Error(`Cannot ${command} in ${this.directory}: exit code ${exitCode}\n${words}`);
  }
}
