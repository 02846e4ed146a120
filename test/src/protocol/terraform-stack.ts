// A folder with one configuration for a provider of the tests, and a real Terraform or OpenTofu to run in it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningCommand, startCommand } from "../../../src/testing/run-command.js";
import type { FixturePlugin } from "./fixture-plugin.js";

const MEMORY = "npm.internal/cdktf-provider-atlan/atlan";

export interface EngineRun {
  readonly code: number;
  /** Standard output, then standard error. */
  readonly text: string;
}

export interface RunningEngine extends Pick<RunningCommand, "pid" | "printed"> {
  readonly finished: Promise<EngineRun>;
}

export interface StateInstance {
  readonly status?: string;
  readonly private?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The name of the engine's command: `terraform`, or a path to `tofu`. */
export class TerraformStack {
  readonly directory = mkdtempSync(join(tmpdir(), "stack-"));
  readonly #engine: string;
  readonly #address: string;

  constructor(engine: string, plugin: FixturePlugin, address = MEMORY) {
    this.#engine = engine;
    this.#address = address;
    writeFileSync(
      join(this.directory, "cli.tfrc"),
      `provider_installation {\n  dev_overrides { "${address}" = "${plugin.directory}" }\n  direct {}\n}\n`,
    );
  }

  configure(hcl: string): void {
    const name = this.#address.split("/").at(-1);
    const required = `terraform {\n  required_providers {\n    ${name} = { source = "${this.#address}" }\n  }\n}\n`;
    writeFileSync(join(this.directory, "main.tf"), required + hcl);
  }

  start(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): RunningEngine {
    const own = { HOME: this.directory, TF_CLI_CONFIG_FILE: join(this.directory, "cli.tfrc") };
    const call = {
      binary: this.#engine,
      directory: this.directory,
      environment: { ...own, ...environment },
      ownGroup: true,
    };
    const { pid, printed, ended } = startCommand(call, [...args, "-no-color"]);
    const finished = ended.then(({ exitCode, output }) => ({ code: exitCode, text: output }));
    return { pid, printed, finished };
  }

  run(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<EngineRun> {
    return this.start(args, environment).finished;
  }

  apply(environment: Readonly<Record<string, string>> = {}): Promise<EngineRun> {
    return this.run(["apply", "-auto-approve"], environment);
  }

  /** The first object of the state file. */
  instance(): StateInstance | undefined {
    const state: { resources: { instances: StateInstance[] }[] } = JSON.parse(
      readFileSync(join(this.directory, "terraform.tfstate"), "utf8"),
    );
    return state.resources[0]?.instances[0];
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
