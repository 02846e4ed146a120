// The commands of one stack's folder in a round: started, waited for, written down, and what they leave in the folder.

import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { CommandResult, RunningCommand, State, Workspace } from "../../src/testing/index.js";
import type { StateServer } from "../acceptance/harness/state-server.js";
import type { Step } from "./evidence.js";
import type { Text } from "./leaks.js";

/** Longer than an operation's own timeout, by which every run ends: a busy machine and an unkind tenant only make it late. */
const PATIENCE_MS = 12 * 60_000;
const NO_STATE: State = { resources: [], outputs: {} };
const TEMPORARY = "tmp";
const LOG = "trace.log";
/** What `init` placed, before there was any secret. */
const OF_INIT = /^(\.terraform$|\.terraform\/|terraform\.d|.*\.hcl$)/;
/** Terraform's own, which hold secrets by design. */
const OF_SECRETS = /^((errored|terraform)\.tfstate.*|plan\.bin)$/;

/** A folder that was initialised once, and what holds its state, if it is not a file in it. */
export interface Folder {
  readonly workspace: Workspace;
  readonly stateServer?: StateServer;
}

/** The configuration of a state that is held elsewhere. */
export const backendOf = ({ address }: StateServer): string =>
  `terraform {\n  backend "http" {\n    address = "${address}"\n  }\n}\n`;

export class Runs {
  readonly steps: Step[] = [];
  readonly #workspace: Workspace;
  readonly #stateServer: StateServer | undefined;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(
    { workspace, stateServer }: Folder,
    environment: Readonly<Record<string, string>>,
  ) {
    this.#workspace = workspace;
    this.#stateServer = stateServer;
    this.#environment = {
      ...environment,
      TF_LOG: "TRACE",
      TF_LOG_PATH: path.join(workspace.directory, LOG),
      TMPDIR: path.join(workspace.directory, TEMPORARY),
    };
  }

  /** Removes what an earlier round left; the plugin and what `init` made stay. */
  static async begin(folder: Folder, environment: Readonly<Record<string, string>>): Promise<Runs> {
    const { workspace, stateServer } = folder;
    const { directory } = workspace;
    if (stateServer !== undefined) stateServer.state = "";
    for (const name of await readdir(directory)) {
      if (!OF_INIT.test(name)) await rm(path.join(directory, name), { recursive: true });
    }
    await mkdir(path.join(directory, TEMPORARY));
    return new Runs(folder, environment);
  }

  configure(configuration: string): Promise<void> {
    const backend = this.#stateServer === undefined ? "" : backendOf(this.#stateServer);
    return this.#workspace.configure(backend + configuration);
  }

  start(command: string, ...args: readonly string[]): RunningCommand {
    const call = { environment: this.#environment, ownGroup: true };
    return this.#workspace.start(call, command, ...args);
  }

  /** Waits for its end, or ends it after minutes. */
  async finish(
    name: Step["name"] | ((result: CommandResult) => Step["name"]),
    engine: RunningCommand,
  ): Promise<CommandResult> {
    let hasEnded = true;
    const timer = setTimeout(() => {
      hasEnded = false;
      process.kill(-engine.pid, "SIGKILL");
    }, PATIENCE_MS);
    const result = await engine.ended;
    clearTimeout(timer);
    const { exitCode, output } = result;
    this.steps.push({
      name: typeof name === "string" ? name : name(result),
      exitCode,
      output,
      hasEnded,
    });
    return result;
  }

  async state(): Promise<State> {
    const file = path.join(this.#workspace.directory, "terraform.tfstate");
    const text = this.#stateServer?.state ?? (await readFile(file, "utf8").catch(() => ""));
    return text === "" ? NO_STATE : JSON.parse(text);
  }

  temporaryFiles(): Promise<readonly string[]> {
    return readdir(path.join(this.#workspace.directory, TEMPORARY));
  }

  /** The warnings and errors that the plugin has told, whether or not the engine came to print them. */
  async diagnosticsInLog(): Promise<string> {
    const text = await readFile(path.join(this.#workspace.directory, LOG), "utf8");
    return text
      .split("\n")
      .filter((line) => line.includes("Response contains"))
      .join("\n");
  }

  /** Everything that was printed, logged or written where no secret belongs. */
  async texts(): Promise<readonly Text[]> {
    const { directory } = this.#workspace;
    const texts = this.steps.map(({ name, output }) => ({
      name: `output of ${name}`,
      text: output,
    }));
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(directory, file);
      if (!entry.isFile() || OF_INIT.test(name) || OF_SECRETS.test(name)) continue;
      texts.push({ name, text: await readFile(file, "latin1") });
    }
    return texts;
  }
}
