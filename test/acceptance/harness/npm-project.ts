// A user's project that begins as an empty folder and that npm fills from its registry, on a Node that the CLI of cdktn runs on.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fetchNode } from "../../../scripts/nodes/fetch.js";
import { npmEnvironment } from "../../../scripts/npm-environment.js";
import type { CommandResult } from "../../../src/testing/index.js";
import { runEngine } from "./engine.js";
import { engine } from "./engines.js";
import { succeeded } from "./succeeded.js";

/** The oldest that cdktn-cli 0.24 runs on, and the line that is fetched where this process is older. */
const OLDEST = [22, 19] as const;
const FETCHED = 24;

const npmIn = (
  directory: string,
  args: readonly string[],
  environment = {},
): Promise<CommandResult> =>
  succeeded(
    runEngine(
      { binary: "npm", directory, environment: { ...npmEnvironment(), ...environment } },
      args,
    ),
  );

/** The folder of a `node` that is new enough; it is fetched where this process runs on an older one, in `base`. */
async function newerNode(base: string): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
    return path.dirname(process.execPath);
  }
  const node = await fetchNode(FETCHED, path.join(base, "node"), new AbortController().signal);
  if (typeof node === "string") throw new Error(node);
  return node.folder;
}

export class NpmProject {
  readonly directory: string;
  readonly #base: string;
  readonly #path: string;

  private constructor(base: string, nodeDirectory: string) {
    this.#base = base;
    this.directory = path.join(base, "project");
    this.#path = `${nodeDirectory}${path.delimiter}${process.env.PATH}`;
  }

  static async open(): Promise<NpmProject> {
    const base = await mkdtemp(path.join(tmpdir(), "atlan-npm-project-"));
    const project = new NpmProject(base, await newerNode(base));
    await mkdir(project.directory);
    await mkdir(path.join(base, "plugin-cache"));
    await project.write("../cli.tfrc", "");
    await project.npm("init", "-y");
    return project;
  }

  /** As a person runs it here; an exit code other than 0 throws what it said. */
  npm(...args: readonly string[]): Promise<CommandResult> {
    return npmIn(this.directory, args, { PATH: this.#path });
  }

  run(
    environment: Readonly<Record<string, string>>,
    binary: string,
    ...args: readonly string[]
  ): Promise<CommandResult> {
    const env = {
      PATH: this.#path,
      TF_CLI_CONFIG_FILE: path.join(this.#base, "cli.tfrc"),
      TF_PLUGIN_CACHE_DIR: path.join(this.#base, "plugin-cache"),
      CDKTF_HOME: path.join(this.#base, "cdktf-home"),
      TERRAFORM_BINARY_NAME: engine.binary,
      ...environment,
    };
    return runEngine({ binary, directory: this.directory, environment: env }, args);
  }

  /** @param name below the project's folder */
  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  read(name: string): Promise<string> {
    return readFile(path.join(this.directory, name), "utf8");
  }

  configureCli(text: string): Promise<void> {
    return this.write("../cli.tfrc", text);
  }

  close(): Promise<void> {
    return rm(this.#base, { recursive: true, force: true });
  }
}

/** What a project of the README has in `cdktf.json`. */
export const CDKTF_JSON = `{
  "language": "typescript",
  "app": "npx tsx main.ts",
  "projectId": "atlan-tokens",
  "sendCrashReports": "false"
}
`;

/** The two lines of a stack that change when it moves from cdktf to cdktn. */
export const movedToCdktn = (stack: string): string =>
  stack
    .replaceAll('from "cdktf"', 'from "cdktn"')
    .replaceAll('from "cdktf-provider-atlan"', 'from "cdktf-provider-atlan/cdktn"');
