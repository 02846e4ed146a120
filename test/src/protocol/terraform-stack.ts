// A folder with one configuration for a provider of the tests, and a real Terraform or OpenTofu to run in it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FixturePlugin } from "./fixture-plugin.js";

const MEMORY = "npm.internal/cdktf-provider-atlan/atlan";

export interface EngineRun {
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly text: string;
}

export interface RunningEngine {
  readonly process: ChildProcess;
  readonly finished: Promise<EngineRun>;
  /** Resolves once the output so far contains `text`. */
  printed(text: string): Promise<void>;
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

  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningEngine {
    const child = spawn(this.#engine, [...args, "-no-color"], {
      cwd: this.directory,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        HOME: this.directory,
        CHECKPOINT_DISABLE: "1",
        TF_CLI_CONFIG_FILE: join(this.directory, "cli.tfrc"),
        ...env,
      },
    });
    let text = "";
    const waiting = new Set<() => void>();
    const received = (chunk: Buffer): void => {
      text += chunk.toString();
      for (const look of waiting) look();
    };
    child.stdout.on("data", received);
    child.stderr.on("data", received);
    return {
      process: child,
      finished: once(child, "close").then(() => ({ code: child.exitCode, text })),
      printed: (wanted) =>
        new Promise((resolve) => {
          const look = (): void => {
            if (text.includes(wanted)) resolve();
          };
          waiting.add(look);
          look();
        }),
    };
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<EngineRun> {
    return this.start(args, env).finished;
  }

  apply(env: NodeJS.ProcessEnv = {}): Promise<EngineRun> {
    return this.run(["apply", "-auto-approve"], env);
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
