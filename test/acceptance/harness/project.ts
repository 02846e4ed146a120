// A user's cdktf project in a folder of its own: the packed package installed, the peers linked, nothing shared with others.

import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CommandResult } from "../../../src/testing/index.js";
import { runEngine } from "./engine.js";
import { engine } from "./engines.js";
import { type NpmPackage, ROOT } from "./npm-package.js";

const PEERS = ["cdktf", "constructs", "@cdktf/provider-null"];
const CDKTF = path.join(ROOT, "node_modules/cdktf-cli/bundle/bin/cdktf.js");

const OPENINGS = {
  module: `import * as cdktf from "cdktf";
import * as atlan from "cdktf-provider-atlan";
`,
  commonjs: `const cdktf = require("cdktf");
const atlan = require("cdktf-provider-atlan");
`,
};

export interface ProjectOptions {
  /** What `main.js` does with `cdktf`, `atlan` and the `app`, before the app is synthesised. */
  readonly app: string;
  /** @default commonjs */
  readonly type?: keyof typeof OPENINGS;
  /** What is installed beside the package. @default cdktf, constructs and the null provider for cdktf */
  readonly peers?: readonly string[];
  /** @default project */
  readonly folder?: string;
  /** @default terraform */
  readonly binary?: string;
  /** The text of a person's CLI configuration. @default empty */
  readonly cliConfiguration?: string;
  /** Given to every command, such as `tenant.env()`. */
  readonly environment?: Readonly<Record<string, string>>;
}

export class Project {
  readonly directory: string;
  readonly #base: string;
  readonly #options: ProjectOptions;

  private constructor(base: string, options: ProjectOptions) {
    this.#base = base;
    this.#options = options;
    this.directory = path.join(base, options.folder ?? "project");
  }

  static async open(npmPackage: NpmPackage, options: ProjectOptions): Promise<Project> {
    const project = new Project(await mkdtemp(path.join(tmpdir(), "atlan-project-")), options);
    const { type = "commonjs", app, cliConfiguration = "", peers = PEERS } = options;
    const modules = path.join(project.directory, "node_modules");
    await mkdir(project.directory);
    await project.write("package.json", JSON.stringify({ name: "user", private: true, type }));
    await project.write("cdktf.json", JSON.stringify({ language: "typescript", app: "node main" }));
    await project.write("main.js", mainOf(type, app));
    await npmPackage.installIn(project.directory);
    for (const peer of peers) {
      await mkdir(path.dirname(path.join(modules, peer)), { recursive: true });
      await symlink(path.join(ROOT, "node_modules", peer), path.join(modules, peer));
    }
    await mkdir(project.pluginCache);
    await project.configureCli(cliConfiguration);
    return project;
  }

  get pluginCache(): string {
    return path.join(this.#base, "plugin-cache");
  }

  get environment(): Record<string, string> {
    return {
      TF_CLI_CONFIG_FILE: path.join(this.#base, "cli.tfrc"),
      TF_PLUGIN_CACHE_DIR: this.pluginCache,
      CDKTF_HOME: path.join(this.#base, "cdktf-home"),
      TERRAFORM_BINARY_NAME: this.#binary,
      ...this.#options.environment,
    };
  }

  get #binary(): string {
    return this.#options.binary ?? engine.binary;
  }

  stackDirectory(stack: string): string {
    return path.join(this.directory, "cdktf.out/stacks", stack);
  }

  write(name: string, text: string): Promise<void> {
    return writeFile(path.join(this.directory, name), text);
  }

  configureCli(text: string): Promise<void> {
    return writeFile(path.join(this.#base, "cli.tfrc"), text);
  }

  async cdktf(...args: readonly string[]): Promise<CommandResult> {
    return this.run(process.execPath, CDKTF, ...args, "--no-color");
  }

  deploy(...stacks: readonly string[]): Promise<CommandResult> {
    return this.cdktf("deploy", ...stacks, "--auto-approve");
  }

  /** Without the CLI, which takes three seconds more. */
  async synth(): Promise<void> {
    const synthesised = await this.run(process.execPath, "main.js");
    if (synthesised.exitCode !== 0) throw new Error(`Cannot synthesise: ${synthesised.output}`);
  }

  run(binary: string, ...args: readonly string[]): Promise<CommandResult> {
    return this.#runIn(this.directory, binary, args);
  }

  /** Terraform or OpenTofu, in the folder of one stack. */
  inStack(stack: string, command: string, ...args: readonly string[]): Promise<CommandResult> {
    const all = [command, ...(PLAIN[command] ?? []), ...args];
    return this.#runIn(this.stackDirectory(stack), this.#binary, all);
  }

  /** The warnings that synth left for the CLI to show. */
  async warnings(stack: string): Promise<readonly string[]> {
    const text = await readFile(path.join(this.directory, "cdktf.out/manifest.json"), "utf8");
    const { stacks } = JSON.parse(text) as Manifest;
    return (stacks[stack]?.annotations ?? []).map(({ message }) => message);
  }

  close(): Promise<void> {
    return rm(this.#base, { recursive: true, force: true });
  }

  #runIn(directory: string, binary: string, args: readonly string[]): Promise<CommandResult> {
    return runEngine({ binary, directory, environment: this.environment }, args);
  }
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly annotations: readonly { readonly message: string }[] }>
  >;
}

const mainOf = (type: keyof typeof OPENINGS, app: string): string =>
  `${OPENINGS[type]}const app = new cdktf.App();\n${app}\napp.synth();\n`;

const PLAIN: Readonly<Record<string, readonly string[]>> = {
  init: ["-no-color", "-input=false"],
  plan: ["-no-color", "-input=false", "-detailed-exitcode"],
  apply: ["-no-color", "-input=false", "-auto-approve"],
};
