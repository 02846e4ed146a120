// Runs a program in this terminal to its end, and gives the exit status that a shell would give for it.
import { constants } from "node:os";
import { execa } from "execa";
import type { Outcome } from "./outcome.js";

export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether a terminal sends Ctrl-C to the program, too. */
  readonly hasTerminal: boolean;
  /** Aborts when the program should end, as at SIGTERM. */
  readonly end: AbortSignal;
}

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const SIGNAL_BASE = 128;

/** Waits for the end of the program, whatever signal comes meanwhile. */
export async function runProgram(call: ProgramCall): Promise<Outcome> {
  const { program, args, environment, hasTerminal, end } = call;
  const running = execa(program, args, {
    env: environment,
    extendEnv: false,
    stdio: "inherit",
    reject: false,
    // Otherwise execa kills it five seconds after a SIGTERM: an engine would leave without saving its state.
    forceKillAfterDelay: false,
  });
  const stopPassing = passSignals((signal) => running.kill(signal), hasTerminal);
  const terminate = () => running.kill("SIGTERM");
  end.addEventListener("abort", terminate, { once: true });
  try {
    const { exitCode, signal, code, message } = await running;
    if (exitCode !== undefined) return { exitCode };
    if (signal !== undefined) return { exitCode: SIGNAL_BASE + constants.signals[signal] };
    return notStarted(program, code, message ?? String(code));
  } finally {
    end.removeEventListener("abort", terminate);
    stopPassing();
  }
}

/**
 * A terminal sends Ctrl-C to every process of the group, so the program has had it. Twice would be too often: Terraform
 * gives up at the second one, without saving its state.
 */
function passSignals(pass: (signal: NodeJS.Signals) => void, hasTerminal: boolean): () => void {
  const keyboard = ["SIGINT", "SIGQUIT"] as const;
  const others = ["SIGTERM", "SIGHUP"] as const;
  const ignore = () => {};
  const onKeyboard = hasTerminal ? ignore : pass;
  for (const name of keyboard) process.on(name, onKeyboard);
  for (const name of others) process.on(name, pass);
  return () => {
    for (const name of keyboard) process.off(name, onKeyboard);
    for (const name of others) process.off(name, pass);
  };
}

function notStarted(program: string, code: string | undefined, message: string): Outcome {
  const cannot = `Cannot run ${JSON.stringify(program)}:`;
  if (code === "ENOENT") {
    return {
      exitCode: NOT_FOUND,
      stderr: `${cannot} it was not found, expected a program on the PATH or its path`,
    };
  }
  const state = code === "EACCES" ? "it may not be executed" : message;
  return { exitCode: NOT_EXECUTABLE, stderr: `${cannot} ${state}, expected an executable program` };
}
