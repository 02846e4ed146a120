// A folder of 1,000 resources of one type, applied once, that Terraform or OpenTofu can plan again and again.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cleanEnvironment } from "../scripts/clean-environment.js";
import { runChild } from "../scripts/demo/run-child.js";
import type { Bench } from "./measurement.js";

export const RESOURCES = 1000;
/** Only for the apply that sets the scene; what is measured runs at the default. */
const SETUP_PARALLELISM = 50;

export interface FolderSource {
  readonly name: string;
  readonly resourceType: string;
  /** Source address and version; none for what is built in. */
  readonly provider?: { readonly name: string; readonly source: string; readonly version?: string };
  readonly attributes: (index: number) => Readonly<Record<string, unknown>>;
  /** For resources that exist already: their import ids. */
  readonly importIds?: readonly string[];
  /** Text of the CLI configuration file. */
  readonly cliConfiguration?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const configurationOf = ({ resourceType, provider, attributes }: FolderSource) => ({
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
  resource: {
    [resourceType]: Object.fromEntries(
      Array.from({ length: RESOURCES }, (_, index) => [`r${index}`, attributes(index)]),
    ),
  },
});

const IMPORTS = "imports.tf.json";

const importsOf = ({ resourceType, importIds = [] }: FolderSource) =>
  importIds.map((id, index) => ({ to: `${resourceType}.r${index}`, id }));

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

  /** @param prepare puts the provider in place, where init does not find it elsewhere. */
  static async open(
    bench: Bench,
    source: FolderSource,
    prepare: (directory: string) => Promise<void> = async () => {},
  ): Promise<EngineFolder> {
    const folder = new EngineFolder(bench, source);
    await mkdir(folder.directory);
    await writeFile(path.join(folder.directory, "cli.tfrc"), source.cliConfiguration ?? "");
    const configuration = JSON.stringify(configurationOf(source));
    const imports = JSON.stringify({ import: importsOf(source) });
    await writeFile(path.join(folder.directory, "main.tf.json"), configuration);
    await writeFile(path.join(folder.directory, IMPORTS), imports);
    await prepare(folder.directory);
    await folder.#run(["init", "-input=false"]);
    const parallelism = `-parallelism=${SETUP_PARALLELISM}`;
    await folder.#run(["apply", "-input=false", "-auto-approve", parallelism]);
    await rm(path.join(folder.directory, IMPORTS));
    return folder;
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
