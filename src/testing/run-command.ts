// Runs a command in a clean environment and tells what it printed. Knows nothing of Terraform; the only file of the kit that starts processes.
import { constants } from "node:os";
import { execa } from "execa";
import { cleanEnvironment } from "./environment.js";

/** What a shell adds to a signal's number for its exit code. */
const SIGNAL_BASE = 128;

export type CommandCall = {
  readonly binary: string;
  readonly directory: string;
  /** Besides the clean one. */
  readonly environment?: Readonly<Record<string, string>>;
  /** As a shell starts it: a signal to `-pid` reaches the command and what it started, one of the terminal does not. @default false */
  readonly ownGroup?: boolean;
};

export type CommandResult = {
  /** 128 and the signal's number when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, for searching. */
  readonly output: string;
  /** Both, without line breaks and frames: what it says, wherever it wraps. */
  readonly prose: string;
};

/** No process has it; as the target of a signal it is the caller's own group. */
export const NOT_STARTED = 0;

export type RunningCommand = {
  /** `NOT_STARTED` where it could not be started. */
  readonly pid: number;
  /** Rejects with a CommandError when the command cannot be started, never for an exit code. */
  readonly ended: Promise<CommandResult>;
  /** Resolves with all that was printed, as it came, once the text is in it; rejects when the command ends without it. */
  readonly printed: (text: string) => Promise<string>;
};

/** The command could not be started. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** The system's own, such as `ENOENT`. */
  readonly code: string;

  constructor({ binary, directory }: CommandCall, code: string, reason: string) {
    const state = code === "ENOENT" ? "it was not found" : reason;
    super(
      `Cannot run ${JSON.stringify(binary)} in ${directory}: ${state}, expected a program on the PATH or its path`,
    );
    this.code = code;
  }
}

/** What is searched in a command's output. */
export const searchable = (
  stdout: string,
  stderr: string,
): Pick<CommandResult, "output" | "prose"> => {
  const output = `${stdout}\n${stderr}`;
  return { output, prose: output.replace(/[\s│╷╵]+/g, " ") };
};

/** Starts it, without waiting for its end. It reads nothing, and no library kills it: an engine needs its time to save its state. */
export function startCommand(call: CommandCall, args: readonly string[]): RunningCommand {
  const { binary, directory, environment, ownGroup = false } = call;
  const running = execa(binary, args, {
    cwd: directory,
    env: cleanEnvironment(environment),
    extendEnv: false,
    stdin: "ignore",
    all: true,
    stripFinalNewline: false,
    reject: false,
    detached: ownGroup,
    // Its handler of this process's end would outlive a test file: Jest 30 warns of it, and the next file fails.
    cleanup: false,
    forceKillAfterDelay: false,
  });
  const ended = (async (): Promise<CommandResult> => {
    const { exitCode, signal, stdout, stderr, code, originalMessage } = await running;
    const status = signal === undefined ? exitCode : SIGNAL_BASE + constants.signals[signal];
    if (status !== undefined) {
      return { exitCode: status, stdout, stderr, ...searchable(stdout, stderr) };
    }
    throw new CommandError(call, code ?? "", originalMessage ?? "");
  })();
  return { pid: running.pid ?? NOT_STARTED, ended, printed: watched(running.all, ended) };
}

/** Looks again at every piece that comes. */
function watched(
  printing: NodeJS.ReadableStream,
  ended: Promise<CommandResult>,
): RunningCommand["printed"] {
  let all = "";
  const looks = new Set<() => void>();
  printing.on("data", (piece: Buffer | string) => {
    all += piece.toString();
    for (const look of looks) look();
  });
  return (text) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (all.includes(text)) resolve(all);
      };
      looks.add(look);
      look();
      const told = JSON.stringify(text);
      ended.then(
        ({ exitCode, output }) =>
          reject(
            new Error(
              `Cannot wait for ${told}: the command ended with exit code ${exitCode} before it printed that\n${output}`,
            ),
          ),
        reject,
      );
    });
}

export const runCommand = (call: CommandCall, args: readonly string[]): Promise<CommandResult> =>
  startCommand(call, args).ended;
