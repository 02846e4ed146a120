// What the host was started to do. No RPC says it, so it is read from the command line of this process's parent.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Logger } from "../../framework/index.js";

const TEST = "test";

/** Those that give a provider values to validate. */
const COMMANDS: ReadonlySet<string> = new Set([
  "apply",
  "console",
  "destroy",
  "graph",
  "import",
  "plan",
  "query",
  "refresh",
  TEST,
  "validate",
]);

interface Host {
  readonly pid: number;
  readonly platform: NodeJS.Platform;
}

/** Linux keeps it in a file; minimal images have no `ps`. */
function commandLine({ pid, platform }: Host): readonly string[] {
  if (platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).split(/\s+/);
}

/**
 * The subcommand: the first argument that is one. A value of a flag never comes before it: only `-chdir=DIR` may, in one argument
 * (Terraform 1.11.4 and OpenTofu 1.12.6, tried). Other words may: an emulator of another architecture puts the program itself
 * there, and `ps` splits paths at their spaces.
 */
const commandOf = (line: readonly string[]): string | undefined =>
  line.slice(1).find((argument) => COMMANDS.has(argument));

/**
 * Whether the host is `terraform test` or `tofu test`.
 *
 * @param host this process's parent, unless a test says otherwise
 */
export function isTestRun(
  log: Logger,
  host: Host = { pid: process.ppid, platform: process.platform },
): boolean {
  try {
    return commandOf(commandLine(host)) === TEST;
  } catch (error) {
    // Then a value that no tenant gives passes here and is refused at plan: better than to refuse what a mock gives.
    const message = "Cannot read the command line of the host: values are validated as in a test";
    log.debug(message, { error });
    return true;
  }
}
