// From arguments to an outcome: finds the command, runs it, turns faults into one sentence. Prints nothing, exits nowhere.
import { type CommandDef, defineCommand, parseArgs, renderUsage, runCommand } from "citty";
import { installCommand } from "./install-command.js";
import { tenantCommand } from "./tenant-command.js";

/** What the process says and how it ends. */
export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly stdout?: string;
  readonly stderr?: string;
}

const commands = { install: installCommand, tenant: tenantCommand };

const isCommand = (name: string): name is keyof typeof commands => Object.hasOwn(commands, name);

const root = (version: string) =>
  defineCommand({
    meta: {
      name: "cdktf-provider-atlan",
      version,
      description: "Atlan API tokens for Terraform, OpenTofu and CDK for Terraform",
    },
    subCommands: commands,
  });

const isHelp = (argument: string): boolean => argument === "--help" || argument === "-h";

const misuse = (problem: string): Outcome => ({
  exitCode: 2,
  stderr: `${problem}; see cdktf-provider-atlan --help`,
});

/** The first argument that the command does not take: citty would ignore it, and a typo would do something else. */
function unexpectedArgument(rawArgs: readonly string[], command: CommandDef): string | undefined {
  const args = typeof command.args === "object" && !("then" in command.args) ? command.args : {};
  const isKnown = (option: string) => Object.hasOwn(args, option.replace(/^--(no-)?/, ""));
  const option = rawArgs
    .filter((argument) => argument.startsWith("-"))
    .map((argument) => argument.replace(/=.*/, ""))
    .find((argument) => !isKnown(argument));
  return option ?? parseArgs([...rawArgs], args)._[0];
}

async function runNamed(command: CommandDef, rawArgs: readonly string[]): Promise<Outcome> {
  try {
    const { result } = await runCommand(command, { rawArgs: [...rawArgs] });
    return typeof result === "string" ? { exitCode: 0, stdout: result } : { exitCode: 0 };
  } catch (error) {
    return { exitCode: 1, stderr: error instanceof Error ? error.message : String(error) };
  }
}

/** Runs the CLI. The exit code is 2 when the call itself is wrong, 1 when the command could not do its work. */
export async function run(argv: readonly string[], version: string): Promise<Outcome> {
  const [name, ...rest] = argv;
  if (name === undefined || isHelp(name)) {
    return { exitCode: 0, stdout: await renderUsage(root(version)) };
  }
  if (name === "--version" || name === "-v") return { exitCode: 0, stdout: version };
  if (!isCommand(name)) {
    const known = Object.keys(commands).join(" or ");
    return misuse(`Cannot run ${JSON.stringify(name)}: no such command, expected ${known}`);
  }
  const command: CommandDef = commands[name];
  if (rest.some(isHelp)) {
    return { exitCode: 0, stdout: await renderUsage(command, root(version)) };
  }
  const unexpected = unexpectedArgument(rest, command);
  if (unexpected !== undefined) {
    const known = Object.keys(command.args ?? {}).map((each) => `--${each}`);
    return misuse(
      `Cannot run ${name}: unexpected ${JSON.stringify(unexpected)}, expected ${known.join(", ")}`,
    );
  }
  return runNamed(command, rest);
}
