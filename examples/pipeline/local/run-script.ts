// Runs one shell script to its end, or until it is interrupted.
import { spawn } from "node:child_process";

/** Terraform lets go of its lock and saves its state within that time. */
const GRACE_MS = 15_000;

export interface ScriptCall {
  readonly script: string;
  readonly directory: string;
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Interrupts the script and everything it started. */
  readonly signal: AbortSignal;
}

export interface ScriptResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** Both streams, as they came. */
  readonly output: string;
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // It is gone already.
  }
}

/**
 * Never rejects for an exit code.
 *
 * @throws the signal's reason when interrupted, once the script has ended.
 */
export async function runScript(call: ScriptCall): Promise<ScriptResult> {
  const { script, directory, environment, signal } = call;
  signal.throwIfAborted();
  const child = spawn("sh", ["-euc", script], {
    cwd: directory,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: Terraform takes a second interrupt, the terminal's, as an order to die at once.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  let killer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    const { pid } = child;
    if (pid === undefined) return;
    signalGroup(pid, "SIGINT");
    killer = setTimeout(() => signalGroup(pid, "SIGKILL"), GRACE_MS);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    signal.throwIfAborted();
    return { exitCode, output };
  } finally {
    clearTimeout(killer);
    signal.removeEventListener("abort", interrupt);
  }
}
