// Runs the real Terraform or OpenTofu in a clean environment and tells what it said.
import { execFile } from "node:child_process";
import { cleanEnvironment } from "../../../scripts/clean-environment.js";

export interface EngineResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, for searching. */
  readonly output: string;
  /** Both, without line breaks and frames: what it says, wherever it wraps. */
  readonly prose: string;
}

export interface EngineCall {
  readonly binary: string;
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Never rejects for an exit code: what the engine says is what tests look at. */
export function runEngine(call: EngineCall, args: readonly string[]): Promise<EngineResult> {
  // Not the person's own folder, which may hold a CLI configuration and plugins.
  const HOME = call.directory;
  const env = cleanEnvironment({ HOME, TF_IN_AUTOMATION: "1", ...call.environment });
  const options = { cwd: call.directory, env, maxBuffer: 256 * 1024 * 1024, signal: call.signal };
  return new Promise((resolve) => {
    execFile(call.binary, [...args], options, (error, stdout, stderr) => {
      const exitCode = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
      const output = `${stdout}\n${stderr}`;
      const prose = output.replace(/[\s│╷╵]+/g, " ");
      resolve({ exitCode, stdout, stderr, output, prose });
    });
  });
}
