// From arguments to an outcome: finds the command, runs it, turns faults into one sentence. Prints nothing, exits nowhere.

import {
  type ArgsDef,
  type CommandDef,
  type CommandMeta,
  defineCommand,
  parseArgs,
  renderUsage,
  runCommand,
  type SubCommandsDef,
} from "citty";
import { messageOf } from "../describe-error.js";
import { doctorCommand } from "./doctor-command.js";
import { exportCommand } from "./export-command.js";
import { initCommand } from "./init-command.js";
import { installCommand } from "./install-command.js";
import { isOutcome, type Outcome } from "./outcome.js";
import { probeCommand } from "./probe-command.js";
import { reportCommand } from "./report-command.js";
import { tenantCommand } from "./tenant-command.js";
import { unsealCommand } from "./unseal-command.js";
import { wrapTable } from "./wrap.js";

/** A command without its argument types, so that different ones fit in one table. */
interface Command {
  readonly definition: SubCommandsDef[string];
  readonly args: () => Promise<ArgsDef>;
  readonly usage: (parent: CommandMeta) => Promise<string>;
  readonly run: (rawArgs: readonly string[]) => Promise<unknown>;
  /** Whether a program and its arguments may follow `--`. */
  readonly runsProgram: boolean;
}

const command = <T extends ArgsDef>(definition: CommandDef<T>, runsProgram = false): Command => ({
  definition,
  runsProgram,
  args: async () =>
    (typeof definition.args === "function" ? definition.args() : definition.args) ?? {},
  usage: async (parent) => {
    const usage = await renderUsage(definition, { meta: parent });
    return runsProgram ? usage.replace("[OPTIONS]", "[OPTIONS] [-- COMMAND]") : usage;
  },
  run: async (rawArgs) => (await runCommand(definition, { rawArgs: [...rawArgs] })).result,
});

const commands = new Map<string, Command>([
  ["doctor", command(doctorCommand)],
  ["export", command(exportCommand)],
  ["init", command(initCommand)],
  ["install", command(installCommand)],
  ["probe", command(probeCommand)],
  ["report", command(reportCommand)],
  ["tenant", command(tenantCommand, true)],
  ["unseal", command(unsealCommand)],
]);

const programMeta = (version: string): CommandMeta => ({
  name: "cdktf-provider-atlan",
  version,
  description: "Atlan API tokens and OAuth clients for Terraform, OpenTofu and CDK for Terraform",
});

const programUsage = (version: string): Promise<string> =>
  renderUsage(
    defineCommand({
      meta: programMeta(version),
      subCommands: Object.fromEntries(
        Array.from(commands, ([name, { definition }]) => [name, definition]),
      ),
    }),
  );

const isHelp = (argument: string): boolean => argument === "--help" || argument === "-h";

/** @param command the one whose help says more; empty: none */
const misuse = (problem: string, command = ""): Outcome => ({
  exitCode: 2,
  stderr: `${problem}; see ${["cdktf-provider-atlan", command, "--help"].filter(Boolean).join(" ")}`,
});

const help = (usage: string, { columns = Infinity }: ProgramContext): Outcome => ({
  exitCode: 0,
  stdout: wrapTable(usage, columns),
});

/** What is missing, one of ours says: citty would throw, and the call would not count as wrong. */
const parse = (rawArgs: readonly string[], args: ArgsDef) =>
  parseArgs(
    [...rawArgs],
    Object.fromEntries(
      Object.entries(args).map(([name, arg]) => [name, { ...arg, required: false }]),
    ) as ArgsDef,
  );

/** The first argument that the command does not take: citty would ignore it, and a typo would do something else. */
function unexpectedArgument(rawArgs: readonly string[], args: ArgsDef): string | undefined {
  const isKnown = (option: string) => Object.hasOwn(args, option.replace(/^--(no-)?/, ""));
  const option = rawArgs
    .filter((argument) => argument.startsWith("-"))
    .map((argument) => argument.replace(/=.*/, ""))
    .find((argument) => !isKnown(argument));
  return option ?? parse(rawArgs, args)._[0];
}

/** An option that wants a value and has none, as `--host $UNSET` leaves it: citty would take the empty text for one. */
function emptyOption(rawArgs: readonly string[], args: ArgsDef): string | undefined {
  const parsed = parse(rawArgs, args);
  return Object.keys(args).find((name) => {
    return args[name]?.type === "string" && (parsed[name] === "" || parsed[name] === false);
  });
}

function missingOption(rawArgs: readonly string[], args: ArgsDef): string | undefined {
  const given = rawArgs.map((argument) => argument.replace(/=.*/s, ""));
  return Object.keys(args).find((name) => args[name]?.required && !given.includes(`--${name}`));
}

/** A switch with a value that is neither true nor false, such as `--force=no`: citty would take it for true. */
function wrongSwitch(rawArgs: readonly string[], args: ArgsDef): string | undefined {
  return rawArgs.find((argument) => {
    const [, name = "", value] = /^--([^=]*)=(.*)$/s.exec(argument) ?? [];
    return args[name]?.type === "boolean" && value !== "true" && value !== "false";
  });
}

/** An option given twice: citty would take the last, and forget the first in silence. */
function repeatedOption(rawArgs: readonly string[]): string | undefined {
  const options = rawArgs
    .filter((argument) => argument.startsWith("-"))
    .map((argument) => argument.replace(/=.*/s, ""));
  return options.find((option, index) => options.indexOf(option) !== index);
}

function optionFault(
  options: readonly string[],
  args: ArgsDef,
  { runsProgram }: Command,
): string | undefined {
  const unexpected = unexpectedArgument(options, args);
  if (unexpected !== undefined) {
    const known = Object.keys(args).map((each) => `--${each}`);
    const program = runsProgram ? [...known, "or -- before a command"] : known;
    return `unexpected ${JSON.stringify(unexpected)}, expected ${program.join(", ")}`;
  }
  const repeated = repeatedOption(options);
  if (repeated !== undefined) return `${repeated} is given twice, expected once`;
  const empty = emptyOption(options, args);
  if (empty !== undefined) return `--${empty} has no value, expected one after it`;
  const wrong = wrongSwitch(options, args);
  if (wrong !== undefined)
    return `unexpected ${JSON.stringify(wrong)}, expected no value, true or false`;
  const missing = missingOption(options, args);
  return missing === undefined ? undefined : `--${missing} is missing, expected it with a value`;
}

/** What stands before the first `--`, and what follows it. */
function splitAtDashes(
  rawArgs: readonly string[],
): readonly [options: readonly string[], program: readonly string[] | undefined] {
  const at = rawArgs.indexOf("--");
  return at === -1 ? [rawArgs, undefined] : [rawArgs.slice(0, at), rawArgs.slice(at + 1)];
}

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    const result = await work;
    if (typeof result === "string") return { exitCode: 0, stdout: result };
    return isOutcome(result) ? result : { exitCode: 0 };
  } catch (error) {
    return { exitCode: 1, stderr: messageOf(error) };
  }
}

/** What is wrong with a program after `--`, or with the lack of one. */
function programFault(
  { runsProgram }: Command,
  options: readonly string[],
  program: readonly string[] | undefined,
): string | undefined {
  if (program === undefined) return undefined;
  if (!runsProgram) return 'unexpected "--"';
  if (program.length === 0) return "nothing follows --, expected a command";
  return options.some((option) => option === "--json" || option.startsWith("--json="))
    ? "--json and a command, expected one of them: the command gets what that line says as its environment"
    : undefined;
}

export interface ProgramContext {
  /** Of this package. */
  readonly version: string;
  /** Of the terminal that shows the output. Undefined: none does. */
  readonly columns?: number | undefined;
}

/** Runs the CLI. The exit code is 2 when the call itself is wrong, 1 when the command could not do its work. */
export async function run(argv: readonly string[], context: ProgramContext): Promise<Outcome> {
  const { version } = context;
  const [name, ...rest] = argv;
  if (name === undefined || isHelp(name)) return help(await programUsage(version), context);
  if (name === "--version" || name === "-v") return { exitCode: 0, stdout: version };
  const named = commands.get(name);
  if (named === undefined) {
    const known = Array.from(commands.keys()).join(" or ");
    return misuse(`Cannot run ${JSON.stringify(name)}: no such command, expected ${known}`);
  }
  const [options, program] = splitAtDashes(rest);
  if (options.some(isHelp)) return help(await named.usage(programMeta(version)), context);
  const args = await named.args();
  const fault = optionFault(options, args, named) ?? programFault(named, options, program);
  if (fault !== undefined) return misuse(`Cannot run ${name}: ${fault}`, name);
  return outcomeOf(named.run(rest));
}
