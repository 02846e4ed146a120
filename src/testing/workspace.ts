// A folder with a configuration and the plugin beside it, and the commands a person would run there.
/// <reference lib="esnext.disposable" preserve="true" />

import { existsSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPackage, findPlugin, place } from "../../lib/placement/index.js";
import type { Tenant } from "../tenant/index.js";
import { type Configuration, writeConfiguration } from "./configuration.js";
import { EngineError, findEngine, secretsIn } from "./engine.js";
import { type Plan, planIn } from "./plan.js";
import {
  type CommandCall,
  type CommandResult,
  NOT_STARTED,
  type RunningCommand,
  startCommand,
} from "./run-command.js";
import { attributesIn, type State, stateIn } from "./state.js";

/** Of `plan -detailed-exitcode`: there is something to do. */
const CHANGES = 2;
const STATE_FILE = "terraform.tfstate";
/** An engine saves its state within that time, on a busy machine too. */
const GRACE_MS = 60_000;
/** Those that take `-no-color`. */
const COLOURED: ReadonlySet<string> = new Set(
  "init plan apply destroy import validate refresh show test".split(" "),
);

export type WorkspaceOptions = {
  readonly configuration: Configuration;
  /** The provider signs in to it, and its secrets are masked in errors. @default none: `environment` says where to */
  readonly tenant?: Pick<Tenant, "env" | "oauthEnv" | "control">;
  /** @default with the tenant's API key */
  readonly signIn?: "api_key" | "oauth_client";
  /** What commands get beside `PATH`, `HOME` (the folder) and `TMPDIR`: nothing else is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A path or a name. @default `TERRAFORM_BINARY_NAME`, or else terraform or tofu, whichever is on the `PATH` */
  readonly engine?: string;
  /** `false`: a command that fails resolves, and its exit code tells. @default a command that fails rejects */
  readonly reject?: boolean;
  /** `false`: not yet. @default `init` is run */
  readonly initialise?: boolean;
  /** Where the folder is made. @default the system's folder for temporary files */
  readonly parent?: string;
};

/** What one command has of its own. */
export type CommandOptions = Partial<Omit<CommandCall, "directory">>;

/** Several may be open at once; they share nothing. */
export class Workspace {
  /** Where the configuration is, and the engine runs. */
  readonly directory: string;
  readonly #base: string;
  readonly #options: WorkspaceOptions;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #engine: string;
  readonly #running = new Set<RunningCommand>();

  private constructor(base: string, directory: string, options: WorkspaceOptions) {
    const { tenant, signIn, environment } = options;
    this.#base = base;
    this.directory = directory;
    this.#options = options;
    this.#engine = findEngine(options.engine);
    const signedIn = signIn === "oauth_client" ? tenant?.oauthEnv() : tenant?.env();
    // Not the person's own HOME, which may hold a CLI configuration and plugins.
    this.#environment = { HOME: base, TF_IN_AUTOMATION: "1", ...signedIn, ...environment };
  }

  /**
   * Makes the folder, writes the configuration, places the plugin and runs `init`.
   *
   * @example
   * await using workspace = await Workspace.open({ tenant, configuration: 'resource "atlan_api_token" …' });
   * await workspace.apply();
   * expect((await workspace.plan()).isEmpty).toBe(true);
   *
   * @throws EngineError when `init` fails; Error when there is no engine, or no app was synthesised. Then no folder is left
   */
  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const parent = options.parent ?? tmpdir();
    const base = await realpath(await mkdtemp(path.join(parent, "atlan-workspace-")));
    try {
      const directory = await writeConfiguration(base, options.configuration);
      place(directory, findPlugin(findPackage(import.meta.dirname)));
      const workspace = new Workspace(base, directory, options);
      if (options.initialise !== false) await workspace.#initialised();
      return workspace;
    } catch (error) {
      await rm(base, { recursive: true, force: true });
      throw error;
    }
  }

  /** Writes another configuration in the place of the present one. */
  async configure(configuration: Configuration): Promise<void> {
    await writeConfiguration(this.#base, configuration);
  }

  init(...args: readonly string[]): Promise<CommandResult> {
    return this.run("init", "-input=false", ...args);
  }

  apply(...args: readonly string[]): Promise<CommandResult> {
    return this.run("apply", "-input=false", "-auto-approve", ...args);
  }

  destroy(...args: readonly string[]): Promise<CommandResult> {
    return this.run("destroy", "-input=false", "-auto-approve", ...args);
  }

  /** What an apply would do, as data. Exit code 0: nothing; 2: something. */
  async plan(...args: readonly string[]): Promise<Plan> {
    const all = ["plan", "-json", "-input=false", "-detailed-exitcode", ...args];
    const plan = planIn(await this.start({}, ...all).ended);
    await this.#check(plan, all);
    return plan;
  }

  /** The values of all outputs, secrets among them. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs: State["outputs"] = await this.#json("output", "-json");
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The state as it is stored, secrets in it. */
  async state(): Promise<State> {
    const file = path.join(this.directory, STATE_FILE);
    if (existsSync(file)) return stateIn(await readFile(file, "utf8"));
    return stateIn((await this.run("state", "pull")).stdout);
  }

  /** What the state has of the only instance of `type.name`. */
  async attributes(address: string): Promise<Readonly<Record<string, unknown>>> {
    return attributesIn(await this.state(), address);
  }

  /** The state, or a saved plan, as `show -json` documents it. */
  show(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    return this.#json("show", "-json", ...args);
  }

  /** Any command of the engine. */
  run(...args: readonly string[]): Promise<CommandResult> {
    return this.runWith({}, ...args);
  }

  async runWith(options: CommandOptions, ...args: readonly string[]): Promise<CommandResult> {
    const result = await this.start(options, ...args).ended;
    await this.#check(result, args);
    return result;
  }

  /** Does not wait for its end, and leaves its exit code to the caller. */
  start(options: CommandOptions, ...args: readonly string[]): RunningCommand {
    const [command = "", ...rest] = args;
    const plain = COLOURED.has(command) ? ["-no-color"] : [];
    const environment = { ...this.#environment, ...options.environment };
    const call = { binary: this.#engine, directory: this.directory, ...options, environment };
    const running = startCommand(call, [command, ...plain, ...rest]);
    this.#running.add(running);
    const forget = () => this.#running.delete(running);
    // Whoever waits for it is told; here only so that Node does not take a rejection for unhandled.
    running.ended.then(forget, forget);
    return running;
  }

  /** Interrupts what runs, waits for its end, and removes the folder. */
  async close(): Promise<void> {
    await Promise.allSettled(Array.from(this.#running, interrupted));
    await rm(this.#base, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #initialised(): Promise<void> {
    const args = ["init", "-input=false"];
    const result = await this.start({}, ...args).ended;
    if (result.exitCode !== 0) throw await this.#failure(result, args);
  }

  async #check(result: CommandResult, args: readonly string[]): Promise<void> {
    const hasChanges = result.exitCode === CHANGES && args.includes("-detailed-exitcode");
    if (this.#options.reject === false || result.exitCode === 0 || hasChanges) return;
    throw await this.#failure(result, args);
  }

  async #failure(result: CommandResult, args: readonly string[]): Promise<EngineError> {
    const { tenant } = this.#options;
    // A tenant that was stopped already mints no secrets; those of the environment are known without it.
    const minted = (await tenant?.control.secrets().catch(() => [])) ?? [];
    const secrets = [...secretsIn(this.#environment), ...minted];
    return new EngineError(`${args[0]} in ${this.directory}`, result, secrets);
  }

  async #json<Value>(...args: readonly string[]): Promise<Value> {
    const result = await this.start({}, ...args).ended;
    if (result.exitCode !== 0) throw await this.#failure(result, args);
    return JSON.parse(result.stdout);
  }
}

/** As Ctrl-C would, and by force after a while. */
async function interrupted({ pid, ended }: RunningCommand): Promise<void> {
  const send = (signal: NodeJS.Signals) => {
    if (pid === NOT_STARTED) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It ended a moment ago.
    }
  };
  send("SIGINT");
  const force = setTimeout(() => send("SIGKILL"), GRACE_MS);
  await ended.finally(() => clearTimeout(force));
}
