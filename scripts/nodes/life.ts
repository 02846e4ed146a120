// The life of the quickstart on one Node: constructs, command line, embedded tenant and plugin all run on it.
import path from "node:path";
import type { Engine } from "../../src/cli/doctor/engine.js";
import type { CommandCall } from "../../src/testing/run-command.js";
import { runChild } from "../run-child.js";
import type { FetchedNode } from "./fetch.js";

export interface Surroundings {
  readonly root: string;
  readonly engine: Engine;
  /** For what the runs write. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** One after the other; the plan has to be empty. The engine is the first argument. */
const LIFE = `set -e
"$0" init -input=false
"$0" apply -input=false -auto-approve
"$0" plan -input=false -detailed-exitcode
"$0" destroy -input=false -auto-approve`;

/** Resolves with what failed, if anything did. */
export async function tryNode(
  { major, version, folder }: FetchedNode,
  { root, engine, scratch, signal }: Surroundings,
): Promise<string | undefined> {
  const outDirectory = path.join(scratch, String(major));
  const environment = {
    PATH: `${folder}${path.delimiter}${process.env.PATH ?? ""}`,
    CDKTF_OUTDIR: outDirectory,
    NO_COLOR: "1",
  };
  const run = (name: string, directory: string, ...args: readonly string[]) =>
    failureOf(name, { binary: "node", directory, environment, signal }, args);
  const example = path.join(root, "examples/quickstart/main.ts");
  const isNode = `process.exitCode = process.versions.node === "${version}" ? 0 : 1`;
  const cli = path.join(root, "dist/cli/main.js");
  const stack = path.join(outDirectory, "stacks/quickstart");
  return (
    (await run("the version", scratch, "-e", isNode)) ??
    (await run("synth", root, "--import", "tsx", example)) ??
    (await run("deploy", stack, cli, "tenant", "--", "sh", "-c", LIFE, engine.binary))
  );
}

async function failureOf(
  name: string,
  call: CommandCall & { readonly signal: AbortSignal },
  args: readonly string[],
): Promise<string | undefined> {
  const { exitCode, stdout, stderr } = await runChild(call, args);
  return exitCode === 0 ? undefined : `${name} FAILED with ${exitCode}\n${stdout}${stderr}`;
}
