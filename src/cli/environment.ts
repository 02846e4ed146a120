// What the commands read of the process they run in, all of it.
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { configFileOf } from "../../lib/placement/index.js";

export interface CliEnvironment {
  /** The folder of the running program, symbolic links followed: npm links to it from `node_modules/.bin`. */
  readonly programDirectory: string;
  readonly home: string;
  readonly configFile: string | undefined;
  readonly xdgConfigHome: string | undefined;
  /** All of the environment, for a command that is run with it. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Whether the standard input is what a person types. */
  readonly readsFromTerminal: boolean;
  /** Whether a person reads the standard output. */
  readonly writesToTerminal: boolean;
  /** See https://no-color.org. */
  readonly wantsColours: boolean;
  /** Of the terminal that reads the standard output, where one does. */
  readonly columns: number | undefined;
  /** Of the terminal that reads the standard error, where one does. */
  readonly errorColumns: number | undefined;
  /** Whether text in other letters than ASCII can be read: unless the locale, or a Linux console, says otherwise. */
  readonly isUnicode: boolean;
  /** Whether Ctrl-C comes from a terminal, which sends it to the whole process group. */
  readonly hasTerminal: boolean;
}

/** What a terminal has that does not say its width. */
export const USUAL_COLUMNS = 80;

const columnsOf = ({ isTTY, columns }: NodeJS.WriteStream): number | undefined =>
  isTTY === true ? columns || USUAL_COLUMNS : undefined;

export function readEnvironment(): CliEnvironment {
  const { env, argv, stdin, stdout, stderr } = process;
  return {
    programDirectory: dirname(realpathSync(argv[1] ?? ".")),
    home: env.HOME ?? homedir(),
    configFile: configFileOf(env),
    xdgConfigHome: env.XDG_CONFIG_HOME,
    variables: env,
    readsFromTerminal: stdin.isTTY === true,
    writesToTerminal: stdout.isTTY === true,
    wantsColours: (env.NO_COLOR ?? "") === "",
    columns: columnsOf(stdout),
    errorColumns: columnsOf(stderr),
    isUnicode:
      /^$|utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "") && env.TERM !== "linux",
    hasTerminal: [stdin, stdout, stderr].some(({ isTTY }) => isTTY === true),
  };
}
