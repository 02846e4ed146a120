// A folder with a configuration and a state of its own, that Terraform or OpenTofu applies, plans and destroys.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cleanEnvironment } from "../scripts/clean-environment.js";
import { runChild } from "../scripts/demo/run-child.js";
import type { Bench } from "./measurement.js";

/** For what only sets the scene; what is measured says itself how it runs. */
const FAST = ["-parallelism=50"] as const;

type Attributes = Readonly<Record<string, unknown>>;

export interface FolderSource {
  readonly name: string;
  /** Source address and version; none for what is built in. */
  readonly provider?: { readonly name: string; readonly source: string; readonly version?: string };
  /** By type, then by name. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  /** For resources that exist already: the first apply takes them over. */
  readonly imports?: readonly { readonly to: string; readonly id: string }[];
  /** Text of the CLI configuration file. */
  readonly cliConfiguration?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** `r0`, `r1`, …: so many resources of one type. */
export const numbered = (
  count: number,
  attributes: (index: number) => Attributes,
): Readonly<Record<string, Attributes>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}`, attributes(index)]));

const configurationOf = ({ provider, resources }: FolderSource) => ({
  ...(provider === undefined
    ? {}
    : {
        terraform: {
          required_providers: {
            [provider.name]: {
              source: provider.source,
              ...(provider.version === undefined ? {} : { version: provider.version }),
            },
          },
        },
      }),
  resource: resources,
});

const IMPORTS = "imports.tf.json";

export class EngineFolder {
  readonly directory: string;
  readonly #bench: Bench;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(bench: Bench, source: FolderSource) {
    this.#bench = bench;
    this.directory = path.join(bench.directory, source.name);
    this.#environment = {
      ...source.environment,
      TF_CLI_CONFIG_FILE: path.join(this.directory, "cli.tfrc"),
    };
  }

  /**
   * Writes the configuration and initialises; applies nothing yet.
   *
   * @param prepare puts the provider in place, where init does not find it elsewhere.
   */
  static async open(
    bench: Bench,
    source: FolderSource,
    prepare: (directory: string) => Promise<void> = async () => {},
  ): Promise<EngineFolder> {
    const folder = new EngineFolder(bench, source);
    await mkdir(folder.directory);
    await writeFile(path.join(folder.directory, "cli.tfrc"), source.cliConfiguration ?? "");
    const configuration = JSON.stringify(configurationOf(source));
    const imports = JSON.stringify({ import: source.imports ?? [] });
    await writeFile(path.join(folder.directory, "main.tf.json"), configuration);
    await writeFile(path.join(folder.directory, IMPORTS), imports);
    await prepare(folder.directory);
    await folder.#run(["init", "-input=false"]);
    return folder;
  }

  async apply(args: readonly string[] = FAST): Promise<void> {
    await this.#run(["apply", "-input=false", "-auto-approve", ...args]);
    await rm(path.join(this.directory, IMPORTS), { force: true });
  }

  async destroy(args: readonly string[] = FAST): Promise<void> {
    await this.#run(["destroy", "-input=false", "-auto-approve", ...args]);
  }

  /** Plans, and insists that there is nothing to do. Returns the time in milliseconds. */
  async plan(more: Readonly<Record<string, string>> = {}): Promise<number> {
    const startMs = performance.now();
    await this.#run(["plan", "-input=false", "-detailed-exitcode"], more);
    return performance.now() - startMs;
  }

  async #run(
    [command = "", ...args]: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { binary, signal } = this.#bench;
    const { exitCode, stdout, stderr } = await runChild({
      command: binary,
      args: [command, "-no-color", ...args],
      directory: this.directory,
      environment: cleanEnvironment({ ...this.#environment, ...more }),
      signal,
    });
    if (exitCode === 0) return;
    const words = `${stdout}\n${stderr}`.slice(-4000);
    throw new Error(`Cannot ${command} in ${this.directory}: exit code ${exitCode}\n${words}`);
  }
}
