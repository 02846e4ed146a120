// What the commands read of the process they run in, all of it.
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname } from "node:path";

export interface CliEnvironment {
  /** The folder of the running program, symbolic links followed: npm links to it from `node_modules/.bin`. */
  readonly programDirectory: string;
  readonly home: string;
  readonly configFile: string | undefined;
  readonly xdgConfigHome: string | undefined;
}

export function readEnvironment(): CliEnvironment {
  const { env, argv } = process;
  return {
    programDirectory: dirname(realpathSync(argv[1] ?? ".")),
    home: env.HOME ?? homedir(),
    configFile: env.TF_CLI_CONFIG_FILE,
    xdgConfigHome: env.XDG_CONFIG_HOME,
  };
}
