// The real cdktf CLI, run in the demo's project, and what its output says happened.
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { CommandResult } from "../../src/testing/run-command.js";
import { runChild } from "../run-child.js";
import type { Transcript } from "./transcript.js";

export interface CdktfOptions {
  readonly directory: string;
  readonly binary: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
}

export interface CdktfResult {
  /** As Terraform counts, `1 added, 0 changed, 0 destroyed`; or how the command ended without it. */
  readonly counts: string;
  readonly output: string;
}

export type StackOutputs = Readonly<
  Record<string, { readonly value: unknown; readonly sensitive?: boolean }>
>;

const OUTPUT_FOLDER = "cdktf.out";
const STACK = "quickstart";
const APPLIED = /Resources: (\d+ added, \d+ changed, \d+ destroyed)/;
const DESTROYED = /Destroy complete! Resources: (\d+ destroyed)/;

function countsOf({ exitCode }: CommandResult, output: string): string {
  if (exitCode !== 0) return `exit code ${exitCode}`;
  return (APPLIED.exec(output) ?? DESTROYED.exec(output))?.[1] ?? "exit code 0, nothing applied";
}

export class Cdktf {
  readonly #options: CdktfOptions;

  constructor(options: CdktfOptions) {
    this.#options = options;
  }

  /** @param stackEnvironment what the stack itself reads, such as `TOKEN_DESCRIPTION`. */
  deploy(stackEnvironment: Readonly<Record<string, string>> = {}): Promise<CdktfResult> {
    return this.#run("deploy", stackEnvironment);
  }

  destroy(): Promise<CdktfResult> {
    return this.#run("destroy", {});
  }

  /** The stack's outputs, secrets among them: for use, never for print, so the transcript does not get them. */
  async outputs(): Promise<StackOutputs> {
    const { directory, binary, signal } = this.#options;
    const { stdout, stderr, exitCode } = await runChild(
      {
        binary,
        directory: path.join(directory, OUTPUT_FOLDER, "stacks", STACK),
        environment: this.#environment({}),
        signal,
      },
      ["output", "-json"],
    );
    if (exitCode === 0) return JSON.parse(stdout);
    throw new Error(`Cannot read the stack's outputs: exit code ${exitCode}\n${stderr}`);
  }

  #environment(more: Readonly<Record<string, string>>): Record<string, string> {
    const { binary, environment } = this.#options;
    return { ...environment, TERRAFORM_BINARY_NAME: binary, ...more };
  }

  async #run(
    command: "deploy" | "destroy",
    stackEnvironment: Readonly<Record<string, string>>,
  ): Promise<CdktfResult> {
    const { directory, transcript, signal } = this.#options;
    const result = await runChild(
      { binary: "npx", directory, environment: this.#environment(stackEnvironment), signal },
      ["cdktf", command, STACK, "--auto-approve", "--no-color", "--output", OUTPUT_FOLDER],
    );
    const output = stripVTControlCharacters(result.output);
    transcript.add(output);
    return { counts: countsOf(result, output), output };
  }
}
