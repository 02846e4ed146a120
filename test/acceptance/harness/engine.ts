// Runs the real Terraform or OpenTofu in a clean environment and tells what it said.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
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
  /** As a shell starts it: a signal to `-pid` reaches the engine and what it started. @default false */
  readonly ownGroup?: boolean;
}

export interface RunningEngine {
  readonly pid: number;
  /** Never rejects for an exit code: what the engine says is what tests look at. */
  readonly ended: Promise<EngineResult>;
}

export function startEngine(call: EngineCall, args: readonly string[]): RunningEngine {
  const { binary, directory, environment, signal, ownGroup = false } = call;
  const child = spawn(binary, [...args], {
    cwd: directory,
    // Not the person's own HOME, which may hold a CLI configuration and plugins.
    env: cleanEnvironment({ HOME: directory, TF_IN_AUTOMATION: "1", ...environment }),
    detached: ownGroup,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const exitCode = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = (async (): Promise<EngineResult> => {
    const [stdout, stderr] = await said;
    const output = `${stdout}\n${stderr}`;
    const prose = output.replace(/[\s│╷╵]+/g, " ");
    return { exitCode: await exitCode, stdout, stderr, output, prose };
  })();
  if (child.pid === undefined) throw new Error(`Cannot start ${binary}`);
  return { pid: child.pid, ended };
}

export const runEngine = (call: EngineCall, args: readonly string[]): Promise<EngineResult> =>
  startEngine(call, args).ended;
