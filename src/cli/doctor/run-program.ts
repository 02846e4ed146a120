// Runs a program to its end, for a minute at most.
import { execa } from "execa";

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where it runs. @default this process's own folder */
  readonly directory?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** More than any of them takes, also on a busy machine. */
const LONGEST_RUN_MS = 60_000;

export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined where no process was started, or a signal ended it. */
  readonly exitCode: number | undefined;
  /** Of the system, where no process was started, such as `ENOENT`. */
  readonly code: string | undefined;
  readonly failed: boolean;
  readonly isTimedOut: boolean;
}

/** @throws the signal's reason */
export async function runProgram(run: ProgramRun): Promise<ProgramResult> {
  const { program, args, environment, directory, signal } = run;
  const { timeoutMs = LONGEST_RUN_MS } = run;
  const running = execa(program, args, {
    env: environment,
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    timeout: timeoutMs,
    ...(directory !== undefined && { cwd: directory }),
    ...(signal !== undefined && { cancelSignal: signal }),
  });
  // The library ends the program alone, and goes on reading as long as what that has started has its output open.
  const stopReading = () => {
    for (const output of [running.stdout, running.stderr]) output.destroy();
  };
  const timer = setTimeout(stopReading, timeoutMs);
  signal?.addEventListener("abort", stopReading, { once: true });
  try {
    const { stdout, stderr, exitCode, code, failed, timedOut } = await running;
    signal?.throwIfAborted();
    return { stdout, stderr, exitCode, code, failed, isTimedOut: timedOut };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stopReading);
  }
}
