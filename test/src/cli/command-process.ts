// A command as a process among others: started in a folder, and waited for to its end.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

export interface EndedCommand {
  /** Null: a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions extends Pick<SpawnOptions, "cwd" | "stdio"> {
  /** The whole environment, but for the PATH. */
  readonly env?: Readonly<Record<string, string>>;
}

const PATH = process.env.PATH ?? "";

export const startCommand = (
  [command = "", ...args]: readonly string[],
  { env = {}, stdio = ["ignore", "pipe", "pipe"], ...where }: CommandOptions = {},
): ChildProcess => spawn(command, args, { env: { PATH, ...env }, stdio, ...where });

const textOf = (stream: Readable | null): Promise<string> =>
  stream === null ? Promise.resolve("") : text(stream);

/** Not in one call that waits: the tenant is served by this process. */
export async function endOf(child: ChildProcess): Promise<EndedCommand> {
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([child.stdout, child.stderr].map(textOf));
  const [status] = await closed;
  return { status, stdout: stdout ?? "", stderr: stderr ?? "" };
}

export const runCommand = (
  words: readonly string[],
  options: CommandOptions = {},
): Promise<EndedCommand> => endOf(startCommand(words, options));

/** What runs a command line in a terminal of this width; what it shows is the standard output of that. */
export function onTerminal(columns: number, words: readonly string[]): readonly string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const line = `stty cols ${columns}; exec ${quoted}`;
  return process.platform === "linux"
    ? ["script", "-qefc", line, "/dev/null"]
    : ["script", "-q", "/dev/null", "sh", "-c", line];
}
