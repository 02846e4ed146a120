// Checks of the programs: the Node that Terraform will start the plugin with, and the engine.
import { delimiter, join } from "node:path";
import { satisfies } from "semver";
import { broken, type Check, type Finding, ok } from "./check.js";
import type { DoctorContext } from "./context.js";
import { HOW_TO_GET_ONE, UnusableEngineError } from "./engine.js";
import { isExecutable } from "./is-executable.js";
import { runProgram } from "./run-program.js";

const GET_NODE =
  "Install it from https://nodejs.org/en/download, or put its folder first on the PATH that Terraform runs with.";

export const MEND_NODE = "Try `node --version` in this folder, and mend what it says.";

/** What keeps Node waiting for somebody who never comes. */
const WAITS_FOR_DEBUGGER = /--inspect-(brk|wait)/;

/** As the plugin's launcher finds it: the first `node` on the PATH, started where Terraform runs. */
const node: Check = {
  id: "node",
  title: "Node",
  run: async (context) => {
    const { variables } = context.environment;
    const { node: range } = context.requirements;
    const expected = `expected ${range.replace(">=", "")} or newer`;
    if (WAITS_FOR_DEBUGGER.test(variables.NODE_OPTIONS ?? "")) {
      return broken(
        "NODE_OPTIONS makes Node wait for a debugger, so that the plugin would never start",
        "Unset NODE_OPTIONS where Terraform runs.",
      );
    }
    const file = await onPath("node", variables.PATH);
    if (file === undefined) {
      return broken(`there is no node on the PATH, ${expected}`, GET_NODE);
    }
    const answer = await runProgram({
      program: "node",
      args: ["-p", "process.version"],
      environment: variables,
      directory: context.directory,
      signal: context.signal,
    });
    const { stdout, stderr, failed, exitCode, isTimedOut } = answer;
    if (isTimedOut) return broken(`${file} did not end in a minute`, MEND_NODE);
    const version = /^v(\d\S*)$/m.exec(stdout)?.[1];
    if (failed || version === undefined) return doesNotRun({ file, stderr, exitCode, variables });
    if (!satisfies(version, range, { includePrerelease: true })) {
      return broken(`${file} is Node ${version}, which is too old, ${expected}`, GET_NODE);
    }
    return ok(`${version}, ${file}`);
  },
};

interface FailedStart {
  readonly file: string;
  readonly stderr: string;
  /** Undefined where no process was started. */
  readonly exitCode: number | undefined;
  readonly variables: DoctorContext["environment"]["variables"];
}

function doesNotRun({ file, stderr, exitCode, variables }: FailedStart): Finding {
  if (exitCode === undefined) {
    return broken(
      `${file} cannot be executed`,
      `Try \`node --version\` where Terraform runs: it may be built for another system. ${GET_NODE}`,
    );
  }
  const lines = stderr.split("\n");
  const reason = lines.find((line) => /Error|NODE_OPTIONS|option/.test(line)) ?? lines[0];
  const found = `${file} ends with ${exitCode}: ${reason?.trim() || "it says nothing"}`;
  return variables.NODE_OPTIONS
    ? broken(found, "Unset NODE_OPTIONS where Terraform runs, or give absolute paths in it.")
    : broken(found, MEND_NODE);
}

/** The first file of that name on the PATH that may be executed. */
async function onPath(name: string, path = ""): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    if (await isExecutable(file)) return file;
  }
  return undefined;
}

const engine: Check = {
  id: "engine",
  title: "Engine",
  run: async ({ engine: findEngine, environment, project }) => {
    try {
      const { title, binary } = await findEngine();
      return ok(`${title}, ${binary}`);
    } catch (error) {
      if (!(error instanceof UnusableEngineError)) throw error;
      const { PATH } = environment.variables;
      const hasTofu = error.isMissing && (await onPath("tofu", PATH)) !== undefined;
      const isOnlyTofu = hasTofu && project.kind === "cdktf";
      const advice = isOnlyTofu
        ? "OpenTofu is here: export TERRAFORM_BINARY_NAME=tofu, so that cdktf runs it."
        : `To get one, ${HOW_TO_GET_ONE}.`;
      return broken(error.message, advice);
    }
  },
};

export const machineChecks: readonly Check[] = [node, engine];
