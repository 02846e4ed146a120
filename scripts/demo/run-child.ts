// Runs one command to its end and gives back what it printed. Knows nothing of Terraform.
import { spawn } from "node:child_process";
import { endTree } from "./process-tree.js";

export interface ChildCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** The whole environment, as from `cleanEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the command and everything it started. */
  readonly signal: AbortSignal;
}

export interface ChildResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Never rejects for an exit code.
 *
 * @throws the signal's reason when aborted, once every process is gone; Error when the command cannot be started.
 */
export async function runChild(call: ChildCall): Promise<ChildResult> {
  call.signal.throwIfAborted();
  // Detached: Ctrl-C in a terminal reaches the whole group, and only `signal` may end the child.
  const child = spawn(call.command, call.args, {
    cwd: call.directory,
    env: call.environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  let ending: Promise<void> | undefined;
  const end = () => {
    if (child.pid !== undefined) ending = endTree(child.pid);
  };
  call.signal.addEventListener("abort", end, { once: true });
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    await ending;
    call.signal.throwIfAborted();
    return { exitCode, stdout, stderr };
  } finally {
    call.signal.removeEventListener("abort", end);
  }
}
