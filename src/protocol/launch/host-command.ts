// What the host was started to do. No RPC says it, so it is read from the command line of this process's parent.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Logger } from "../../framework/index.js";

const TEST = "test";

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
 * Whether the host is `terraform test` or `tofu test`. The command is searched in all arguments, because flags may come
 * before it, and an emulator of another architecture puts the program itself there.
 *
 * @param host this process's parent, unless a test says otherwise
 */
export function isTestRun(
  log: Logger,
  host: Host = { pid: process.ppid, platform: process.platform },
): boolean {
  try {
    return commandLine(host).slice(1).includes(TEST);
  } catch (error) {
    // Then a value that no tenant gives passes here and is refused at plan: better than to refuse what a mock gives.
    const message = "Cannot read the command line of the host: values are validated as in a test";
    log.debug(message, { error });
    return true;
  }
}
